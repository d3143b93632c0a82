package com.neighborbid.auction.bidding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogAppender.Appended;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.common.limit.NewAccountCap;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Takes a bid at the edge: appends it to the log and waits for its outcome. Decides nothing.
@Component
public class PlaceBids {
  private static final int UNDECIDED_LIMIT = 50_000;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  /// The log says within milliseconds that it has a bid, or is away.
  private static final Duration KEPT_WITHIN = Duration.ofSeconds(2);

  private final Bids bids;
  private final LogAppender appender;
  private final Waiters<UUID, BidOutcome> waiters;
  private final EngineInstance instance;
  private final BidLimits limits;
  private final NewAccountCap newAccounts;
  private final Changes changes;
  private final BidGate gate;
  private final Clock clock;

  /// Bids handed to the log by this process: known before the engine has read them.
  private final Cache<UUID, BidOutcome> recent =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  /// Name of this process for answers.
  public record EngineInstance(String name) {}

  /// A bid as its bidder wants it.
  ///
  /// @param amount for a purchase and for an offer the price as he saw it
  /// @param key idempotency key; absent where the caller gave none
  public record Wanted(
      long auctionId,
      Bid.Kind kind,
      Caller bidder,
      long amount,
      @Nullable Long maxAmount,
      @Nullable String key) {
    long bidderId() {
      return bidder.userId();
    }

    long most() {
      return maxAmount == null ? amount : maxAmount;
    }
  }

  /// What is known at the end of the caller's patience.
  ///
  /// @param kept whether the log has the bid for good; else that is unknown
  /// @param replayed whether the bid had been decided before this request
  public record Placed(UUID bidId, Optional<BidOutcome> outcome, boolean kept, boolean replayed) {}

  PlaceBids(
      Bids bids,
      LogAppender appender,
      Waiters<UUID, BidOutcome> bidWaiters,
      EngineInstance instance,
      BidLimits limits,
      NewAccountCap newAccounts,
      Changes changes,
      BidGate gate,
      Clock clock) {
    this.bids = bids;
    this.appender = appender;
    this.waiters = bidWaiters;
    this.instance = instance;
    this.limits = limits;
    this.newAccounts = newAccounts;
    this.changes = changes;
    this.gate = gate;
    this.clock = clock;
  }

  /// Places a bid.
  ///
  /// @param patience how long to wait for the outcome
  /// @throws ApiException AUCTION_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, TOO_MANY_REQUESTS,
  ///   SERVICE_UNAVAILABLE
  /// @throws LogUnavailableException if it was certainly not sent, as far as this process knows
  public Placed place(Wanted wanted, Duration patience) throws InterruptedException {
    UUID bidId =
        wanted.key() == null
            ? BidIds.timeOrdered(clock)
            : BidIds.bid(wanted.bidderId(), wanted.auctionId(), wanted.key());
    Bids.Entry entry =
        bids.entry(wanted.auctionId(), wanted.bidderId(), bidId)
            .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    Optional<BidOutcome> before = entry.known();
    before.ifPresent(outcome -> refuseOtherContent(outcome, wanted));
    if (before.isPresent() && before.get().status() != BidOutcome.Status.RECEIVED) {
      changes.known(wanted.auctionId(), before.get().seq());
      return new Placed(bidId, before, true, true);
    }
    boolean kept = before.isPresent();
    boolean handedOver = kept || isHandedOver(bidId, wanted);
    Placed placed;
    try {
      List<BidderFact> facts = facts(wanted, entry);
      refuseWhoBidsTooOften(wanted);
      placed = throughTheGate(bidId, wanted, facts, patience);
    } catch (LogUnavailableException e) {
      if (!handedOver) {
        throw e;
      }
      return new Placed(bidId, Optional.empty(), kept, false);
    } catch (ApiException e) {
      if (!handedOver || e.code() != ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      return new Placed(bidId, Optional.empty(), kept, false);
    }
    placed.outcome().ifPresent(decided -> refuseOtherContent(decided, wanted));
    placed.outcome().ifPresent(decided -> changes.known(wanted.auctionId(), decided.seq()));
    return placed;
  }

  /// Whether this process gave it to the log before. A repeat that is not taken now must not be
  /// told that the bid was certainly not sent: the first sending may still count.
  private boolean isHandedOver(UUID bidId, Wanted wanted) {
    BidOutcome known = recent.getIfPresent(bidId);
    if (known == null) {
      return false;
    }
    refuseOtherContent(known, wanted);
    return true;
  }

  private Placed throughTheGate(
      UUID bidId, Wanted wanted, List<BidderFact> facts, Duration patience)
      throws InterruptedException {
    if (!gate.enter()) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(BidGate.tryAgain());
    }
    Optional<BidOutcome> outcome = Optional.empty();
    long start = System.nanoTime();
    try (var waiting = waiters.begin(bidId)) {
      CompletableFuture<Appended> appended = append(bidId, wanted, facts);
      outcome = waiting.await(patience, () -> look(bidId));
      boolean kept = outcome.isPresent() || isKept(appended, start);
      return new Placed(bidId, outcome, kept, false);
    } finally {
      if (outcome.isPresent()) {
        gate.answered(System.nanoTime() - start);
      } else {
        gate.givenUp();
      }
    }
  }

  /// A caller who does not wait for the outcome is told that the bid was received when it can no
  /// longer be lost, if that can be known in time.
  private static boolean isKept(CompletableFuture<Appended> appended, long startNanos)
      throws InterruptedException {
    long left = KEPT_WITHIN.toNanos() - (System.nanoTime() - startNanos);
    try {
      var _ = appended.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  /// The database may be away by now; the bid is in the log and will be decided.
  private Optional<BidOutcome> look(UUID bidId) {
    try {
      return bids.decided(bidId);
    } catch (DataAccessException _) {
      return Optional.empty();
    }
  }

  private CompletableFuture<Appended> append(UUID bidId, Wanted wanted, List<BidderFact> facts) {
    AuctionInput input = input(bidId, wanted, facts);
    CompletableFuture<Appended> appended =
        appender.append(
            Topics.AUCTION_LOG,
            wanted.auctionId(),
            AuctionInputCodec.typeOf(input),
            bidId.toString(),
            ContractJson.write(input));
    recent.put(bidId, received(bidId, wanted));
    return appended.whenComplete(
        (_, failure) -> {
          if (failure != null) {
            recent.invalidate(bidId);
          }
        });
  }

  private AuctionInput input(UUID bidId, Wanted wanted, List<BidderFact> facts) {
    long auction = wanted.auctionId();
    long bidder = wanted.bidderId();
    long amount = wanted.amount();
    String replyTo = instance.name();
    return switch (wanted.kind()) {
      case BID -> new PlaceBid(auction, bidId, bidder, amount, wanted.maxAmount(), facts, replyTo);
      case BUY_NOW -> new BuyNow(auction, bidId, bidder, amount, facts, replyTo);
      case TAKE_OFFER -> new TakeOffer(auction, bidId, bidder, amount, facts, replyTo);
    };
  }

  private static BidOutcome received(UUID bidId, Wanted wanted) {
    return new BidOutcome(
        bidId,
        wanted.auctionId(),
        wanted.bidderId(),
        wanted.amount(),
        wanted.maxAmount(),
        BidOutcome.Status.RECEIVED,
        null,
        0,
        0,
        0,
        WantedBid.outcomeKind(wanted.kind()));
  }

  /// The bid as far as it is known here: its row, or that it was handed to the log by this process.
  public Optional<BidOutcome> find(UUID bidId) {
    return bids.outcome(bidId).or(() -> Optional.ofNullable(recent.getIfPresent(bidId)));
  }

  /// What is known of the bidder travels with the bid, and the engine refuses by it: in the order
  /// of the log, and the same at every replay.
  private List<BidderFact> facts(Wanted wanted, Bids.Entry entry) {
    if (entry.undecided() > UNDECIDED_LIMIT) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
    }
    List<BidderFact> facts = new ArrayList<>(entry.facts());
    if (newAccounts.forbids(wanted.bidder(), wanted.most(), clock.instant())) {
      facts.add(BidderFact.NEW_ACCOUNT_LIMIT);
    }
    return facts;
  }

  /// Only what is appended is counted: who asks again for an outcome is answered.
  private void refuseWhoBidsTooOften(Wanted wanted) {
    Duration pause = limits.take(wanted.bidderId(), wanted.auctionId()).join();
    if (!pause.isZero()) {
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(pause);
    }
  }

  private static void refuseOtherContent(BidOutcome known, Wanted wanted) {
    boolean same =
        known.amount() == wanted.amount()
            && Objects.equals(known.maxAmount(), wanted.maxAmount())
            && known.kind() == WantedBid.outcomeKind(wanted.kind());
    if (!same) {
      throw ApiException.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
  }
}
