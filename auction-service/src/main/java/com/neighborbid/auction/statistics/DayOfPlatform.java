package com.neighborbid.auction.statistics;

import java.time.Instant;
import java.time.LocalDate;

/// What happened on a day of Asia/Seoul, by the times of the log.
///
/// @param auctionsOpened auctions that were listed
/// @param auctionsEnded auctions that came to an end, sold or not; withdrawn ones are not among
///   them
/// @param auctionsSold sales, second chances included
/// @param bids bids that moved an auction, purchases included
/// @param grossSales the prices of the sales, in won
/// @param fees what the platform kept of them, in won
/// @param complete false of a day that may still change
public record DayOfPlatform(
    LocalDate day,
    long auctionsOpened,
    long auctionsEnded,
    long auctionsSold,
    long bids,
    long grossSales,
    long fees,
    boolean complete,
    Instant computedAt) {}
