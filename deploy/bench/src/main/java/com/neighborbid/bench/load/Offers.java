package com.neighborbid.bench.load;

import java.util.SplittableRandom;

/// The bids on one auction, one after the other. The same seed makes the same bids.
public final class Offers {
  /// Of every auction of a load, in won.
  public static final long START_PRICE = 1_000;

  private static final long PROXY_STEP = 10;
  private static final int PROXY_SPREAD = 25;
  private static final long LOW = 1;

  private final Mix mix;
  private final SplittableRandom random;
  private long highest = START_PRICE - 1;
  private long count;
  private long max;

  public Offers(Mix mix, long seed) {
    this.mix = mix;
    this.random = new SplittableRandom(seed);
  }

  /// The next bid's amount in won; its maximum is then in [#max()].
  public long next() {
    max = 0;
    count++;
    return switch (mix) {
      case ACCEPTED -> ++highest;
      case REJECTED -> count % 10 == 1 ? ++highest : LOW;
      case PROXY -> {
        highest += PROXY_STEP;
        max = highest + random.nextInt(PROXY_SPREAD);
        yield highest;
      }
    };
  }

  /// The maximum of the bid that was made last; 0 where it has none.
  public long max() {
    return max;
  }
}
