package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.domain.SoftClose;
import com.neighborbid.auction.listing.Condition;
import com.neighborbid.auction.listing.Listing;
import com.neighborbid.auction.listing.SellerActions.Current;
import com.neighborbid.auction.listing.ShippingPayer;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A merge patch of an auction: what is absent stays; null takes away what an auction need not
/// have.
///
/// @param region null removes it
/// @param instantPrice null removes it
/// @param reservePrice null removes it
/// @param softCloseCapSeconds null removes the limit
@SuppressWarnings("NullableOptional") // absent and null differ in a merge patch
record AuctionPatch(
    @Nullable String title,
    @Nullable String description,
    @Nullable String category,
    @Nullable Optional<String> region,
    @Nullable Long startPrice,
    @Nullable Long bidUnit,
    @Nullable Optional<Long> instantPrice,
    @Nullable Optional<Long> reservePrice,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Condition condition,
    @Nullable ShippingPayer shippingPayer,
    @Nullable Integer softCloseSeconds,
    @Nullable Increments increments,
    @Nullable Integer instantUntilPercent,
    @Nullable Optional<Integer> softCloseCapSeconds) {

  /// The auction as it would be, to be checked like a new one.
  CreateAuctionRequest onto(Current current) {
    Listing.Texts texts = current.texts();
    Prices prices = current.terms().prices();
    SoftClose softClose = current.terms().softClose();
    Instant ends = or(endsAt, current.endsAt());
    return new CreateAuctionRequest(
        or(title, texts.title()),
        or(description, texts.description()),
        or(category, texts.category()),
        region == null ? texts.region() : region.orElse(null),
        Reach.NATIONAL, // never changes
        or(startPrice, prices.start()),
        or(bidUnit, prices.unit()),
        instantPrice == null ? nonZero(prices.instant()) : instantPrice.orElse(null),
        reservePrice == null ? nonZero(prices.reserve()) : reservePrice.orElse(null),
        or(startsAt, Instant.ofEpochMilli(current.terms().startsAtMs())),
        ends,
        or(condition, texts.condition()),
        or(shippingPayer, texts.shippingPayer()),
        or(softCloseSeconds, Math.toIntExact(softClose.windowMs() / 1_000)),
        or(increments, Increments.valueOf(prices.increments().name())),
        or(instantUntilPercent, prices.instantUntilPercent()),
        softCloseCapSeconds == null
            ? current.softCloseCapSeconds()
            : softCloseCapSeconds.orElse(null));
  }

  private static @Nullable Long nonZero(long amount) {
    return amount == 0 ? null : amount;
  }

  private static <T> T or(@Nullable T wanted, T now) {
    return wanted == null ? now : wanted;
  }
}
