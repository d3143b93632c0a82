package com.neighborbid.user.config;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/// Makes what is handed out once and of which only the hash is kept: 256 random bits in base64url.
@Component
public class Secrets {
  private static final int BYTES = 32;

  private final RandomGenerator random;

  Secrets(RandomGenerator random) {
    this.random = random;
  }

  public String next() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
