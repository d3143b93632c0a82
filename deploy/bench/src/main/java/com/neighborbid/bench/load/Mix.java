package com.neighborbid.bench.load;

/// What kind of bids a load is made of.
public enum Mix {
  /// Each bid raises the price.
  ACCEPTED,
  /// Nine of ten bids are far below the minimum.
  REJECTED,
  /// Each bid raises the price and has a secret maximum, which now and then beats the next bids.
  PROXY
}
