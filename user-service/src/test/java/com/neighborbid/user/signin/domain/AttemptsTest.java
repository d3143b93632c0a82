package com.neighborbid.user.signin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(15);

  @Test
  void allowsUpToTheLimit() {
    Attempts two = at(0, 1);
    assertThat(two.pause(T0.plusSeconds(2), 3, WINDOW)).isEmpty();
    assertThat(two.plus(T0.plusSeconds(2), WINDOW).pause(T0.plusSeconds(3), 3, WINDOW))
        .contains(WINDOW.minusSeconds(3));
  }

  @Test
  void theWindowSlides() {
    Attempts three = at(0, 10, 20);
    assertThat(three.pause(T0.plus(WINDOW).minusSeconds(1), 3, WINDOW))
        .contains(Duration.ofSeconds(1));
    assertThat(three.pause(T0.plus(WINDOW), 3, WINDOW)).isEmpty();
    Attempts again = three.plus(T0.plus(WINDOW), WINDOW);
    assertThat(again.times()).hasSize(3);
    assertThat(again.pause(T0.plus(WINDOW), 3, WINDOW)).contains(Duration.ofSeconds(10));
  }

  @Test
  void aForgivenAttemptDoesNotCount() {
    assertThat(at(0, 1, 2).minus(T0.plusSeconds(1))).isEqualTo(at(0, 2));
    assertThat(at(0).minus(T0.plusSeconds(7))).isEqualTo(at(0));
  }

  private static Attempts at(long... seconds) {
    Attempts attempts = Attempts.NONE;
    for (long second : seconds) {
      attempts = attempts.plus(T0.plusSeconds(second), WINDOW);
    }
    return attempts;
  }
}
