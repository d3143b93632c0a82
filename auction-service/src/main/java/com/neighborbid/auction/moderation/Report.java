package com.neighborbid.auction.moderation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody says is wrong with an auction.
///
/// @param text in his words; empty where the reason says it all
/// @param decidedAt absent while it is open
/// @param decidedBy the admin's id
public record Report(
    long id,
    long auctionId,
    long reporterId,
    Reason reason,
    String text,
    Status status,
    Instant createdAt,
    @Nullable Instant decidedAt,
    @Nullable Long decidedBy) {
  public enum Reason {
    PROHIBITED_ITEM,
    COUNTERFEIT,
    MISLEADING,
    FRAUD,
    /// The seller drives the price himself.
    SHILL_BIDDING,
    OFFENSIVE,
    DUPLICATE,
    /// Has to be said in words.
    OTHER
  }

  public enum Status {
    OPEN,
    DISMISSED,
    /// The auction was suspended for it.
    UPHELD
  }
}
