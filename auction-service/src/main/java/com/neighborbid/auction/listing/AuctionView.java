package com.neighborbid.auction.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.auction.bidding.domain.Increments;
import com.neighborbid.auction.image.ImageView;
import com.neighborbid.auction.seller.Sellers.Seller;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An auction as everybody may see it. Amounts in won.
///
/// @param currentPrice 0 before the first bid
/// @param leader nickname; null before the first bid
/// @param reserveMet true where there is no reserve price; the price itself is secret
/// @param suspended it stands still: no bid counts and the end waits
/// @param buyNowOpen whether the instant price can be paid now
/// @param latestEnd beyond which the soft close does not move the end; null for no limit
/// @param ledgerHash of the last entry of the public ledger
/// @param images in a list only the first that is ready
/// @param watchCount how many have it on their watchlist
/// @param watching whether the reader has; null where nobody is signed in
/// @param winner nickname; null while running and when unsold
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuctionView(
    long id,
    String title,
    String description,
    Seller seller,
    String category,
    @Nullable String region,
    String reach,
    RoomState.Status status,
    Condition condition,
    ShippingPayer shippingPayer,
    boolean suspended,
    long startPrice,
    long bidUnit,
    Increments increments,
    @Nullable Long instantPrice,
    int instantUntilPercent,
    boolean buyNowOpen,
    boolean reserveMet,
    long currentPrice,
    @Nullable String leader,
    @Nullable Long leaderId,
    long bidCount,
    long minNextBid,
    Instant startsAt,
    Instant endsAt,
    long softCloseSeconds,
    @Nullable Instant latestEnd,
    @Nullable String winner,
    @Nullable Long winnerId,
    List<ImageView> images,
    long seq,
    String ledgerHash,
    long watchCount,
    @Nullable Boolean watching,
    Instant createdAt) {
  public AuctionView {
    images = List.copyOf(images);
  }
}
