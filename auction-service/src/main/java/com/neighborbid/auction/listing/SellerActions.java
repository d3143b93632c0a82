package com.neighborbid.auction.listing;

import com.neighborbid.auction.bidding.Commands;
import com.neighborbid.auction.bidding.CurrentTerms;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// What a seller may do with his auction after he has opened it. The log decides.
@Component
public class SellerActions {
  private final CurrentTerms terms;
  private final Listings listings;
  private final Auctions auctions;
  private final Commands commands;
  private final Clock clock;

  SellerActions(
      CurrentTerms terms, Listings listings, Auctions auctions, Commands commands, Clock clock) {
    this.terms = terms;
    this.listings = listings;
    this.auctions = auctions;
    this.commands = commands;
    this.clock = clock;
  }

  /// An auction as its seller may see it, for an edit to start from.
  public record Current(long auctionId, Terms terms, Instant endsAt, Listing.Texts texts) {
    /// How far the soft close may move the end in all, in seconds; null for no limit.
    public @Nullable Integer softCloseCapSeconds() {
      long latest = terms.softClose().latestEndMs();
      return latest == 0 ? null : Math.toIntExact((latest - endsAt.toEpochMilli()) / 1_000);
    }
  }

  /// Ends an auction now.
  ///
  /// @return the auction; still closing where earlier bids are not decided within some seconds
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN, AUCTION_ENDED, AUCTION_NOT_ACTIVE
  public AuctionView close(long sellerId, long auctionId) throws InterruptedException {
    requireOwn(sellerId, auctionId);
    commands.ask(id -> new CloseAuction(auctionId, CloseCause.SELLER, sellerId, id));
    return auctions.require(auctionId);
  }

  /// Withdraws an auction that nobody has bid in.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN, AUCTION_ENDED, AUCTION_HAS_BIDS
  public AuctionView cancel(long sellerId, long auctionId) throws InterruptedException {
    requireOwn(sellerId, auctionId);
    commands.ask(id -> new CancelAuction(auctionId, id, sellerId, false));
    return auctions.require(auctionId);
  }

  /// The seller's own auction.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN
  public Current current(long sellerId, long auctionId) {
    requireOwn(sellerId, auctionId);
    CurrentTerms.Found row =
        terms.find(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    Listing listing =
        listings
            .findById(new ListingId(auctionId, row.terms().listing().version()))
            .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    return new Current(auctionId, row.terms(), row.endsAt(), listing.texts());
  }

  /// Changes what differs from `current`; texts become another version.
  ///
  /// @throws ApiException FORBIDDEN, AUCTION_ENDED, AUCTION_HAS_BIDS, VALIDATION_FAILED, CONFLICT
  ///   where somebody else edited meanwhile
  public AuctionView edit(
      long sellerId, Current current, Listing.Texts texts, OpenAuctions.Conditions wanted)
      throws InterruptedException {
    Listing listing = version(sellerId, current, texts);
    Terms old = current.terms();
    Increments increments = Increments.valueOf(old.prices().increments().name());
    Instant startsAt = Instant.ofEpochMilli(old.startsAtMs());
    commands.ask(
        id ->
            new EditAuction(
                current.auctionId(),
                id,
                sellerId,
                changed(wanted.startPrice(), old.prices().start()),
                changed(wanted.bidUnit(), old.prices().unit()),
                wanted.increments() == increments ? null : wanted.increments(),
                changed(zero(wanted.instantPrice()), old.prices().instant()),
                Objects.equals(wanted.instantUntilPercent(), old.prices().instantUntilPercent())
                    ? null
                    : wanted.instantUntilPercent(),
                changed(zero(wanted.reservePrice()), old.prices().reserve()),
                startsAt.equals(wanted.startsAt()) ? null : wanted.startsAt(),
                wanted.endsAt().equals(current.endsAt()) ? null : wanted.endsAt(),
                wanted.softCloseSeconds() * 1_000L == old.softClose().windowMs()
                    ? null
                    : wanted.softCloseSeconds(),
                Objects.equals(wanted.softCloseCapSeconds(), current.softCloseCapSeconds())
                    ? null
                    : wanted.softCloseCapSeconds() == null ? 0 : wanted.softCloseCapSeconds(),
                listing.version(),
                listing.hash()));
    return auctions.require(current.auctionId());
  }

  private Listing version(long sellerId, Current current, Listing.Texts texts) {
    int known = current.terms().listing().version();
    boolean same = texts.equals(current.texts());
    int version = same ? known : listings.newestVersion(current.auctionId()) + 1;
    Listing listing =
        new Listing(new ListingId(current.auctionId(), version), sellerId, texts, clock.instant());
    if (!same) {
      try {
        listings.saveAndFlush(listing);
      } catch (DataIntegrityViolationException e) {
        throw ApiException.of(ErrorCode.CONFLICT);
      }
    }
    return listing;
  }

  private static @Nullable Long changed(long wanted, long old) {
    return wanted == old ? null : wanted;
  }

  private static long zero(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }

  private void requireOwn(long sellerId, long auctionId) {
    if (auctions.sellerOf(auctionId) != sellerId) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
  }
}
