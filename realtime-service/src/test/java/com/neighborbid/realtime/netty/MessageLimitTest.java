package com.neighborbid.realtime.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageLimitTest {
  @Test
  void countsWithinAPeriod() {
    MessageLimit limit = new MessageLimit(2, 100, 0);
    assertThat(limit.exceeded(1)).isFalse();
    assertThat(limit.exceeded(2)).isFalse();
    assertThat(limit.exceeded(99)).isTrue();
    assertThat(limit.exceeded(100)).isFalse();
  }

  @Test
  void doesNotCountWhereThereIsNoLimit() {
    MessageLimit limit = new MessageLimit(0, 100, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(limit.exceeded(1)).isFalse();
    }
  }
}
