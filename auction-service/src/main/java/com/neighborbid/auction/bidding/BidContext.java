package com.neighborbid.auction.bidding;

import org.jspecify.annotations.Nullable;

/// What belongs to a bid besides its content: who waits for it.
///
/// @param maxAmount as it was sent; absent for a plain bid
/// @param replyTo instance that waits; absent when nobody does
public record BidContext(
    @Nullable Long maxAmount, @Nullable String replyTo, @Nullable String requestId) {}
