package com.neighborbid.realtime.bidder;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.limit.NewAccountCap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The facts that a bid has to carry. Mostly there at once.
public final class BidderFacts {
  private static final Logger log = LoggerFactory.getLogger(BidderFacts.class);

  private final KnownBidders known;
  private final LongUnaryOperator sellerOf;
  private final NewAccountCap newAccounts;
  private final Clock clock;
  private final Executor blocking;

  /// @param sellerOf the seller of an auction; may block, and throws where nobody can be asked
  /// @param blocking runs what may block
  public BidderFacts(
      KnownBidders known,
      LongUnaryOperator sellerOf,
      NewAccountCap newAccounts,
      Clock clock,
      Executor blocking) {
    this.known = known;
    this.sellerOf = sellerOf;
    this.newAccounts = newAccounts;
    this.clock = clock;
    this.blocking = blocking;
  }

  /// The facts of a bid; never fails.
  ///
  /// @param most what the bidder would pay at most, in won
  /// @return empty where they cannot be told now: then the bid must not be taken
  public CompletableFuture<Optional<List<BidderFact>>> of(
      Caller bidder, long auctionId, long most) {
    if (!known.complete().isDone()) {
      // Nobody waits: the log that a bid goes to is away too.
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (!known.isBlockedByAnybody(bidder.userId())) {
      return CompletableFuture.completedFuture(Optional.of(facts(bidder, most, false)));
    }
    return CompletableFuture.supplyAsync(
            () -> Optional.of(facts(bidder, most, isBlocked(bidder, auctionId))), blocking)
        .exceptionally(
            e -> {
              log.debug("Who blocks a bidder is not known: {}", e.toString());
              return Optional.empty();
            });
  }

  private boolean isBlocked(Caller bidder, long auctionId) {
    return known.isBlockedByAnybody(bidder.userId())
        && known.isBlockedBy(bidder.userId(), sellerOf.applyAsLong(auctionId));
  }

  private List<BidderFact> facts(Caller bidder, long most, boolean blocked) {
    boolean suspended = known.isSuspended(bidder.userId());
    boolean tooMuch = newAccounts.forbids(bidder, most, clock.instant());
    if (!suspended && !blocked && !tooMuch) {
      return List.of();
    }
    List<BidderFact> facts = new ArrayList<>();
    if (suspended) {
      facts.add(BidderFact.SUSPENDED);
    }
    if (blocked) {
      facts.add(BidderFact.BLOCKED_BY_SELLER);
    }
    if (tooMuch) {
      facts.add(BidderFact.NEW_ACCOUNT_LIMIT);
    }
    return List.copyOf(facts);
  }
}
