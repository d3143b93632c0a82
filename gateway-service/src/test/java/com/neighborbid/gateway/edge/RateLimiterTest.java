package com.neighborbid.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.config.GatewaySettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final AtomicLong now = new AtomicLong(1);
  private final RateLimiter limiter =
      new RateLimiter(new GatewaySettings.Limits(true, 10, 3, 100), now::get);

  @Test
  void aFullBucketGivesItsBurstAndThenRefuses() {
    assertThat(taken("10.0.0.1", 10)).isEqualTo(3);
  }

  @Test
  void aRefusalSaysHowLongToWait() {
    assertThat(taken("10.0.0.1", 3)).isEqualTo(3);
    assertThat(limiter.take("10.0.0.1")).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void refusalsCostNothing() {
    assertThat(taken("10.0.0.1", 50)).isEqualTo(3);
    pass(100);
    assertThat(taken("10.0.0.1", 5)).isEqualTo(1);
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    assertThat(taken("10.0.0.1", 5)).isEqualTo(3);
    limiter.giveBack("10.0.0.1");
    assertThat(taken("10.0.0.1", 5)).isEqualTo(1);
  }

  @Test
  void theBucketFillsAtItsRateAndNeverAboveItsSize() {
    assertThat(taken("10.0.0.1", 3)).isEqualTo(3);
    pass(200);
    assertThat(taken("10.0.0.1", 5)).isEqualTo(2);
    pass(60_000);
    assertThat(taken("10.0.0.1", 5)).isEqualTo(3);
  }

  @Test
  void addressesDoNotShareABucket() {
    assertThat(taken("10.0.0.1", 5)).isEqualTo(3);
    assertThat(taken("10.0.0.2", 5)).isEqualTo(3);
  }

  @Test
  void oneIpv6NetworkSharesABucket() {
    assertThat(taken("2001:db8:0:1::1", 2)).isEqualTo(2);
    assertThat(taken("2001:db8:0:1:ffff::2", 5)).isEqualTo(1);
    assertThat(taken("2001:db8:0:2::1", 5)).isEqualTo(3);
  }

  @Test
  void switchedOffNothingIsRefused() {
    RateLimiter off = new RateLimiter(new GatewaySettings.Limits(false, 1, 1, 1), now::get);
    for (int i = 0; i < 100; i++) {
      assertThat(off.take("10.0.0.1")).isZero();
    }
  }

  private int taken(String address, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limiter.take(address).isZero() ? 1 : 0;
    }
    return taken;
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
