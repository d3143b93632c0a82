package com.neighborbid.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.neighborbid.gateway.config.GatewaySettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A token bucket per client address.
///
/// A bucket is one number: the instant at which it would be full again. A request moves that
/// instant by what one token takes; it is refused where the instant would lie further ahead than a
/// whole bucket takes. So nothing has to be filled by a timer, and a refusal costs the client
/// nothing.
public final class RateLimiter {

  private final boolean enabled;
  private final long nanosPerToken;
  private final long nanosPerBucket;
  private final Ticker clock;
  private final Cache<String, AtomicLong> fullAtNanos;

  /// @param clock nanoseconds that only rise
  public RateLimiter(GatewaySettings.Limits limits, Ticker clock) {
    this.enabled = limits.enabled();
    this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / limits.requestsPerSecond();
    this.nanosPerBucket = nanosPerToken * limits.burst();
    this.clock = clock;
    this.fullAtNanos =
        Caffeine.newBuilder()
            .maximumSize(limits.addresses())
            // After this pause the bucket is full, so forgetting it changes nothing.
            .expireAfterAccess(Duration.ofNanos(nanosPerBucket).plusMinutes(1))
            .ticker(clock)
            .build();
  }

  /// Takes a token for the address.
  ///
  /// @return how long to wait where there is none; zero where the request may pass
  public Duration take(String address) {
    if (!enabled) {
      return Duration.ZERO;
    }
    long now = clock.read();
    AtomicLong fullAt = fullAtNanos.get(bucketOf(address), _ -> new AtomicLong(now));
    while (true) {
      long seen = fullAt.get();
      long next = Math.max(seen - now, 0) + nanosPerToken;
      if (next > nanosPerBucket) {
        return Duration.ofNanos(next - nanosPerBucket);
      }
      if (fullAt.compareAndSet(seen, now + next)) {
        return Duration.ZERO;
      }
    }
  }

  /// Takes back what a request took that comes again at once.
  public void giveBack(String address) {
    AtomicLong fullAt = enabled ? fullAtNanos.getIfPresent(bucketOf(address)) : null;
    if (fullAt != null) {
      fullAt.addAndGet(-nanosPerToken);
    }
  }

  /// Whoever has one IPv6 address has its whole /64: all of it shares a bucket.
  private static String bucketOf(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    byte[] bytes = io.netty.util.NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null || bytes.length < 16
        ? address
        : java.util.HexFormat.of().formatHex(bytes, 0, 8);
  }
}
