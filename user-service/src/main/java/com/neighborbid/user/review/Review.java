package com.neighborbid.user.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A review as everybody sees it.
///
/// @param rating 1 to 5
/// @param content null where one of the two has been erased
public record Review(
    long id,
    long auctionId,
    int rating,
    @Nullable String content,
    Reviewer reviewer,
    Instant createdAt) {
  /// Who has won the auction and wrote the review.
  public record Reviewer(long id, String nickname) {}
}
