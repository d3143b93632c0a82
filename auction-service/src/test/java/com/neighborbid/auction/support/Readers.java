package com.neighborbid.auction.support;

import com.neighborbid.auction.cache.ShownChanges;
import java.util.function.LongConsumer;

/// Whoever reads auctions, in tests without copies.
public final class Readers {
  private Readers() {}

  public static ShownChanges none() {
    return who(_ -> {});
  }

  /// @param person hears of persons
  public static ShownChanges who(LongConsumer person) {
    return new ShownChanges() {
      @Override
      public void auction(long id) {
        // nobody keeps copies
      }

      @Override
      public void person(long userId) {
        person.accept(userId);
      }
    };
  }
}
