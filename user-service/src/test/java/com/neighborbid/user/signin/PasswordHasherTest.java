package com.neighborbid.user.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.config.UserProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PasswordHasherTest {
  @Test
  void tellsThePasswordFromAllOthersBeyondTheLimitOfBcrypt() {
    PasswordHasher hasher = hasher(4, "5s");
    String password = "p".repeat(127);
    Optional<String> hash = Optional.of(hasher.hash(password + "a"));
    assertThat(hasher.matches(password + "a", hash)).isTrue();
    assertThat(hasher.matches(password + "b", hash)).isFalse();
    assertThat(hasher.matches("a\0b", Optional.of(hasher.hash("a\0c")))).isFalse();
  }

  @Test
  void nobodyHasNoPassword() {
    PasswordHasher hasher = hasher(4, "5s");
    assertThat(hasher.matches("nobody", Optional.empty())).isFalse();
    assertThat(hasher.matches("", Optional.empty())).isFalse();
  }

  @Test
  void saltsEachHash() {
    PasswordHasher hasher = hasher(4, "5s");
    assertThat(hasher.hash("same")).isNotEqualTo(hasher.hash("same"));
  }

  @Test
  void whoWaitsTooLongForATurnIsSentAway() throws Exception {
    PasswordHasher hasher = hasher(11, "1ms");
    AtomicInteger refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        var _ =
            threads.submit(
                () -> {
                  try {
                    hasher.hash("password");
                  } catch (ApiException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                    assertThat(e.retryAfter()).contains(Duration.ofMillis(1));
                    refused.incrementAndGet();
                  }
                });
      }
    }
    assertThat(refused.get()).isBetween(1, 7);
    assertThatThrownBy(
            () -> {
              Thread.currentThread().interrupt();
              hasher.hash("password");
            })
        .isInstanceOf(ApiException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static PasswordHasher hasher(int strength, String maxWait) {
    Map<String, String> settings =
        Map.of(
            "neighborbid.user.password.strength",
            Integer.toString(strength),
            "neighborbid.user.password.concurrent-hashes",
            "1",
            "neighborbid.user.password.max-wait",
            maxWait);
    return new PasswordHasher(
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("neighborbid.user", UserProperties.class));
  }
}
