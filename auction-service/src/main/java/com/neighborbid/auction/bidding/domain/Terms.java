package com.neighborbid.auction.bidding.domain;

import java.time.Instant;

/// What an auction was opened with; changes only by an edit while there is no bid, and later by a
/// pause. Times in milliseconds of the log's clock.
///
/// @param startsAtMs bids stamped from then on count
public record Terms(
    long auctionId,
    long sellerId,
    Prices prices,
    long startsAtMs,
    SoftClose softClose,
    Fee fee,
    ListingVersion listing) {

  /// Terms as rules version 1 knows them: a fixed unit, no fee, no limit of the soft close.
  public static Terms fixed(
      long auctionId,
      long sellerId,
      long startPrice,
      long bidUnit,
      long instantPrice,
      long reservePrice,
      long startsAtMs,
      long softCloseMs) {
    return new Terms(
        auctionId,
        sellerId,
        new Prices(startPrice, bidUnit, Increments.FIXED, instantPrice, 100, reservePrice),
        startsAtMs,
        new SoftClose(softCloseMs, 0),
        Fee.NONE,
        new ListingVersion(1, ""));
  }

  Terms startingAt(long ms) {
    return new Terms(auctionId, sellerId, prices, ms, softClose, fee, listing);
  }

  Terms with(SoftClose changed) {
    return new Terms(auctionId, sellerId, prices, startsAtMs, changed, fee, listing);
  }

  /// What everybody may know of them, as the public ledger shows it; the reserve is secret.
  String inPublic() {
    return ("startPrice=%d;bidUnit=%d;increments=%s;instantPrice=%d;instantUntilPercent=%d;"
            + "startsAt=%s;softCloseSeconds=%d;listing=%s")
        .formatted(
            prices.start(),
            prices.unit(),
            prices.increments(),
            prices.instant(),
            prices.instantUntilPercent(),
            Instant.ofEpochMilli(startsAtMs),
            softClose.windowMs() / 1_000,
            listing.hash());
  }
}
