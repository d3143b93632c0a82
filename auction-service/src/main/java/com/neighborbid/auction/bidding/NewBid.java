package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import org.jspecify.annotations.Nullable;

/// A bid that arrived in this batch and has no row yet.
///
/// @param queued null where it never reached an auction
public record NewBid(
    long auctionId, int logPartition, Bid bid, BidContext context, @Nullable QueuedBid queued) {}
