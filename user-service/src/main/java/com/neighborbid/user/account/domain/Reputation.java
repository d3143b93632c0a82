package com.neighborbid.user.account.domain;

/// What the reviews of a person say: the mean rating (1 to 5) times 20, rounded; 0 without reviews.
public record Reputation(long ratingSum, long ratingCount) {
  private static final long POINTS_PER_STAR = 20;

  /// From 0 to 100.
  public long points() {
    return ratingCount == 0
        ? 0
        : (2 * ratingSum * POINTS_PER_STAR + ratingCount) / (2 * ratingCount);
  }
}
