package com.neighborbid.auction.bidding.domain;

/// The seller's offer of an unsold item to one bidder.
///
/// @param amount the bidder's highest amount, in won
/// @param validUntilMs log time from which on it can no longer be taken
public record SecondChance(long bidderId, long amount, long validUntilMs) {}
