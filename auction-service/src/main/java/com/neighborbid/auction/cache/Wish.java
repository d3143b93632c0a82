package com.neighborbid.auction.cache;

import java.util.concurrent.atomic.AtomicLong;

/// Something wanted again and again by any thread, and how far that is done by one.
final class Wish {
  private final AtomicLong wanted = new AtomicLong();
  private volatile long done;

  void make() {
    var _ = wanted.incrementAndGet();
  }

  /// Of the newest wish.
  long number() {
    return wanted.get();
  }

  /// All wishes up to that number are fulfilled.
  void fulfilled(long number) {
    done = number;
  }

  boolean isOpen() {
    return done != wanted.get();
  }
}
