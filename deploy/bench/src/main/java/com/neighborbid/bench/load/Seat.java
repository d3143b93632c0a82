package com.neighborbid.bench.load;

/// One bidder at one auction.
///
/// @param auction number of the auction within the load
/// @param token the bidder's access token
public record Seat(int auction, long auctionId, String token) {}
