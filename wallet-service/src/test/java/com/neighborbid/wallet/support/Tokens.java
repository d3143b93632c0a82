package com.neighborbid.wallet.support;

import com.neighborbid.common.auth.KeySource;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// Access tokens as user-service makes them, with a key of our own.
public final class Tokens {
  private static final ECKey KEY = key("test-key");
  private static final ECKey DELETED_KEY = key("deleted-key");

  private Tokens() {}

  public static String of(long userId) {
    return token(userId, KEY, Duration.ofMinutes(15));
  }

  public static String admin(long userId) {
    return token(userId, KEY, Duration.ofMinutes(15), List.of("admin"));
  }

  public static String expired(long userId) {
    return token(userId, KEY, Duration.ofMinutes(-1));
  }

  /// Signed with a key that nobody publishes any more.
  public static String ofDeletedKey(long userId) {
    return token(userId, DELETED_KEY, Duration.ofMinutes(15));
  }

  public static KeySource keys() {
    return id -> {
      try {
        return id.equals(KEY.getKeyID())
            ? new KeySource.Lookup.Found(KEY.toECPublicKey())
            : new KeySource.Lookup.Unknown();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static String token(long userId, ECKey key, Duration life) {
    return token(userId, key, life, List.of());
  }

  private static String token(long userId, ECKey key, Duration life, List<String> roles) {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("neighborbid")
            .subject(Long.toString(userId))
            .claim("username", "user" + userId)
            .claim("nickname", "nick" + userId)
            .claim("roles", roles)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
