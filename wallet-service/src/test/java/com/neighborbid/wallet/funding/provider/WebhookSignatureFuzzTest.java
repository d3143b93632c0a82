package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import com.neighborbid.wallet.funding.provider.ProviderProperties.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever comes with a webhook: its signature is good or it is not, and it is good only for the
/// body and the second that were signed.
class WebhookSignatureFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String SECRET = "0123456789abcdef";
  private static final byte[] BODY =
      "{\"reference\":\"r\",\"type\":\"payment.confirmed\",\"amount\":5}"
          .getBytes(StandardCharsets.UTF_8);

  private final WebhookSignature signature =
      new WebhookSignature(
          new ProviderProperties(
              Kind.HTTP,
              "http://127.0.0.1:1",
              "key",
              List.of("fedcba9876543210", SECRET),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofDays(3),
              Duration.ofSeconds(5),
              Duration.ofMinutes(1),
              Duration.ofSeconds(5)),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void onlyWhatWasSignedIsGood() {
    String second = Long.toString(NOW.getEpochSecond());
    String good = WebhookSignature.sign(SECRET, second, BODY);
    assertThat(signature.isGood(second, good, BODY)).isTrue();
    Fuzz.attempts(
        20_000,
        random -> {
          String timestamp = random.nextInt(3) == 0 ? odd(random, second) : second;
          String signed = random.nextInt(3) == 0 ? odd(random, good) : good;
          byte[] body = random.nextInt(3) == 0 ? Mutations.of(random, BODY) : BODY;
          boolean same =
              timestamp.equals(second)
                  && Arrays.equals(body, BODY)
                  && Arrays.stream(signed.split(",")).anyMatch(one -> one.strip().equals(good));
          assertThat(signature.isGood(timestamp, signed, body)).isEqualTo(same);
        });
  }

  private static String odd(SplittableRandom random, String good) {
    return random.nextInt(4) == 0 ? OddValues.text(random) : Mutations.of(random, good);
  }
}
