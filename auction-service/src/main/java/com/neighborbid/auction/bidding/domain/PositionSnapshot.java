package com.neighborbid.auction.bidding.domain;

/// What is kept of a bidder's money in an auction.
///
/// @param commandSeq of the last command to his wallet
/// @param levelSent the level that was last asked of his wallet, in won
/// @param captured whether the price was taken, after which nothing is sent
/// @param number in the public ledger; 0 where he does not appear there
/// @param highest the most that others drove him to, in won
public record PositionSnapshot(
    long commandSeq, long levelSent, boolean captured, int number, long highest) {
  public static final PositionSnapshot EMPTY = new PositionSnapshot(0, 0, false, 0, 0);
}
