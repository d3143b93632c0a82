package com.neighborbid.wallet.funding.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a webhook is the provider's: HMAC-SHA256 over `timestamp.body`, the timestamp in seconds
/// since 1970, and not older than the replay window.
///
/// The signature header is `v1=<hex>`, several of them with commas between while a secret is
/// exchanged.
@Component
class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1=";
  private static final int LONGEST = 1_000;

  private final List<String> secrets;
  private final Duration window;
  private final Clock clock;

  WebhookSignature(ProviderProperties properties, Clock clock) {
    this.secrets = properties.webhookSecrets();
    this.window = properties.replayWindow();
    this.clock = clock;
  }

  boolean isGood(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null || signature.length() > LONGEST) {
      return false;
    }
    if (!isFresh(timestamp)) {
      return false;
    }
    boolean good = false;
    for (String secret : secrets) {
      byte[] expected = sign(secret, timestamp, body).getBytes(StandardCharsets.US_ASCII);
      for (String given : signature.split(",")) {
        // Compared to the end, so that the time it takes says nothing about what would be right.
        good |= MessageDigest.isEqual(expected, given.strip().getBytes(StandardCharsets.UTF_8));
      }
    }
    return good;
  }

  private boolean isFresh(String timestamp) {
    try {
      Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(at, clock.instant()).abs().compareTo(window) <= 0;
    } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException _) {
      return false;
    }
  }

  /// What the header says for this body.
  static String sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return VERSION + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
