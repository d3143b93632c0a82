package com.neighborbid.bench.viewers;

import java.util.concurrent.atomic.AtomicLongArray;

/// When each bid was to be sent, by its amount. Written by who bids, read by all viewers.
public final class Sent {
  private final long firstAmount;
  private final AtomicLongArray nanos;

  /// @param most bids that may be sent
  public Sent(long firstAmount, int most) {
    this.firstAmount = firstAmount;
    this.nanos = new AtomicLongArray(most);
  }

  public void at(long amount, long intendedNanos) {
    nanos.set((int) (amount - firstAmount), intendedNanos);
  }

  /// 0 where it is not one of these.
  long of(long amount) {
    long index = amount - firstAmount;
    return index < 0 || index >= nanos.length() ? 0 : nanos.get((int) index);
  }
}
