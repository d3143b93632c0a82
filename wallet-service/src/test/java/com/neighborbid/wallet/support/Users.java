package com.neighborbid.wallet.support;

import java.util.concurrent.atomic.AtomicLong;

/// Users and auctions that no other test has.
public final class Users {
  private static final AtomicLong NEXT = new AtomicLong(1_000);

  private Users() {}

  public static long next() {
    return NEXT.incrementAndGet();
  }
}
