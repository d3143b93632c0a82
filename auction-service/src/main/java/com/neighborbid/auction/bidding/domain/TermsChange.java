package com.neighborbid.auction.bidding.domain;

import org.jspecify.annotations.Nullable;

/// What a seller's edit changes; null where it leaves things as they are. Amounts in won, times in
/// milliseconds of the log's clock.
///
/// @param instantPrice 0 removes it
/// @param reservePrice 0 removes it
/// @param softCloseCapMs how far the soft close may move the end in all; 0 for no limit
public record TermsChange(
    @Nullable Long startPrice,
    @Nullable Long bidUnit,
    @Nullable Increments increments,
    @Nullable Long instantPrice,
    @Nullable Integer instantUntilPercent,
    @Nullable Long reservePrice,
    @Nullable Long startsAtMs,
    @Nullable Long endsAtMs,
    @Nullable Long softCloseMs,
    @Nullable Long softCloseCapMs,
    ListingVersion listing) {

  /// The terms after it. There is no bid yet, so nothing has moved the end: what the limit of the
  /// soft close adds to it is what was asked for.
  ///
  /// @param endBeforeMs the end before it
  Terms appliedTo(Terms terms, long endBeforeMs) {
    Prices old = terms.prices();
    Prices prices =
        new Prices(
            or(startPrice, old.start()),
            or(bidUnit, old.unit()),
            increments == null ? old.increments() : increments,
            or(instantPrice, old.instant()),
            instantUntilPercent == null ? old.instantUntilPercent() : instantUntilPercent,
            or(reservePrice, old.reserve()));
    long latest = terms.softClose().latestEndMs();
    long cap = or(softCloseCapMs, latest == 0 ? 0 : latest - endBeforeMs);
    SoftClose softClose =
        new SoftClose(
            or(softCloseMs, terms.softClose().windowMs()),
            cap == 0 ? 0 : endAfter(endBeforeMs) + cap);
    return new Terms(
        terms.auctionId(),
        terms.sellerId(),
        prices,
        or(startsAtMs, terms.startsAtMs()),
        softClose,
        terms.fee(),
        listing);
  }

  long endAfter(long endBeforeMs) {
    return or(endsAtMs, endBeforeMs);
  }

  private static long or(@Nullable Long changed, long old) {
    return changed == null ? old : changed;
  }
}
