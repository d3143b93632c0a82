package com.neighborbid.auction.listing;

import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.room.v1.RoomState.Status;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.kafka.LogAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Opens and closes auctions: appends to the log and waits for the engine. Writes texts, never
/// state.
@Component
public class OpenAuctions {
  private static final int RULES_VERSION = 1;
  private static final int FIRST_VERSION = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Listings listings;
  private final Auctions auctions;
  private final LogAppender appender;
  private final Waiters<Long, Long> waiters;
  private final Clock clock;

  /// The conditions of a new auction, checked by the edge.
  ///
  /// @param softCloseSeconds 0 for a fixed end
  public record Conditions(
      Reach reach,
      long startPrice,
      long bidUnit,
      @Nullable Long instantPrice,
      @Nullable Long reservePrice,
      @Nullable Instant startsAt,
      Instant endsAt,
      int softCloseSeconds) {}

  /// An auction that was asked for; the view is there once the engine has it.
  public record Opened(long auctionId, Optional<AuctionView> view) {}

  OpenAuctions(
      Listings listings,
      Auctions auctions,
      LogAppender appender,
      Waiters<Long, Long> auctionWaiters,
      Clock clock) {
    this.listings = listings;
    this.auctions = auctions;
    this.appender = appender;
    this.waiters = auctionWaiters;
    this.clock = clock;
  }

  /// Opens an auction.
  ///
  /// @throws com.neighborbid.common.kafka.LogUnavailableException if it was certainly not asked for
  public Opened open(long sellerId, Listing.Texts texts, Conditions conditions)
      throws InterruptedException {
    long id = listings.nextAuctionId();
    Listing listing =
        new Listing(new ListingId(id, FIRST_VERSION), sellerId, texts, clock.instant());
    listings.save(listing);
    OpenAuction input =
        new OpenAuction(
            id,
            RULES_VERSION,
            sellerId,
            conditions.reach(),
            conditions.startPrice(),
            conditions.bidUnit(),
            conditions.instantPrice(),
            conditions.reservePrice(),
            conditions.startsAt(),
            conditions.endsAt(),
            conditions.softCloseSeconds(),
            listing.version(),
            listing.hash());
    try (var waiting = waiters.begin(id)) {
      append(input, "open/" + id);
      var _ =
          waiting.await(PATIENCE, () -> auctions.exists(id) ? Optional.of(1L) : Optional.empty());
    }
    return new Opened(id, auctions.find(id));
  }

  /// Ends an auction now, for its seller.
  ///
  /// @return the auction; still closing where earlier bids are not decided within some seconds
  public AuctionView close(long sellerId, long auctionId) throws InterruptedException {
    AuctionView now = require(auctionId);
    if (now.seller().id() != sellerId) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
    refuseUnlessRunning(now.status());
    UUID request = BidIds.timeOrdered(clock);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    append(new CloseAuction(auctionId, CloseCause.SELLER, sellerId), "close/" + request);
    AuctionView latest = require(auctionId);
    while (latest.status() != Status.ENDED && System.nanoTime() < deadline) {
      try (var waiting = waiters.begin(auctionId)) {
        var _ = waiting.await(Duration.ofMillis(250), Optional::empty);
      }
      latest = require(auctionId);
    }
    return latest;
  }

  private static void refuseUnlessRunning(Status status) {
    switch (status) {
      case ENDED, CANCELLED -> throw ApiException.of(ErrorCode.AUCTION_ENDED);
      case WAITING -> throw ApiException.of(ErrorCode.AUCTION_NOT_ACTIVE);
      case ACTIVE, CLOSING -> {
        // may be closed
      }
    }
  }

  private AuctionView require(long auctionId) {
    return auctions.find(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }

  private void append(AuctionInput input, String id) {
    var _ =
        appender.append(
            Topics.AUCTION_LOG,
            input.auctionId(),
            AuctionInputCodec.typeOf(input),
            id,
            ContractJson.write(input));
  }
}
