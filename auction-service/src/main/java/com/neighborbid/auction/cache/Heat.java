package com.neighborbid.auction.cache;

/// How soon something is likely to change, and so how long a copy of it is kept.
public enum Heat {
  /// Bid on lately, about to end, or in an order that follows prices.
  HOT,
  /// Open, and quiet.
  WARM,
  /// Over: hardly anything changes any more.
  COLD
}
