package com.neighborbid.auction.listing;

import com.neighborbid.auction.bidding.LogInputs;
import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogAppender.Appended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Opens auctions: appends to the log and waits for the engine. Writes texts, never state.
@Component
public class OpenAuctions {
  private static final int FIRST_VERSION = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Listings listings;
  private final Auctions auctions;
  private final LogAppender appender;
  private final Waiters<Long, Long> waiters;
  private final Fees fees;
  private final Clock clock;

  /// What the platform keeps of a price, as this deployment has it now.
  public record Fees(int basisPoints, long minimum) {}

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
      int softCloseSeconds,
      @Nullable Increments increments,
      @Nullable Integer instantUntilPercent,
      @Nullable Integer softCloseCapSeconds) {}

  /// An auction that was asked for; the view is there once the engine has it.
  ///
  /// @param kept whether the log has it for good; else that is unknown
  public record Opened(long auctionId, Optional<AuctionView> view, boolean kept) {}

  OpenAuctions(
      Listings listings,
      Auctions auctions,
      LogAppender appender,
      Waiters<Long, Long> auctionWaiters,
      Fees fees,
      Clock clock) {
    this.listings = listings;
    this.auctions = auctions;
    this.appender = appender;
    this.waiters = auctionWaiters;
    this.fees = fees;
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
            LogInputs.RULES_VERSION,
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
            listing.hash(),
            conditions.increments(),
            conditions.instantUntilPercent(),
            conditions.softCloseCapSeconds(),
            fees.basisPoints() == 0 ? null : fees.basisPoints(),
            fees.minimum() == 0 ? null : fees.minimum());
    try (var waiting = waiters.begin(id)) {
      CompletableFuture<Appended> appended = append(input, "open/" + id);
      Optional<Long> there =
          waiting.await(PATIENCE, () -> auctions.exists(id) ? Optional.of(1L) : Optional.empty());
      boolean kept = there.isPresent() || appended.state() == Future.State.SUCCESS;
      return new Opened(id, auctions.find(id), kept);
    }
  }

  private CompletableFuture<Appended> append(AuctionInput input, String id) {
    return appender.append(
        Topics.AUCTION_LOG,
        input.auctionId(),
        AuctionInputCodec.typeOf(input),
        id,
        ContractJson.write(input));
  }
}
