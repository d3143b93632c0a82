package com.neighborbid.systemtests.audit;

/// One bidder in one auction.
record Place(long auctionId, long bidderId) {
  @Override
  public String toString() {
    return "bidder " + bidderId + " in auction " + auctionId;
  }
}
