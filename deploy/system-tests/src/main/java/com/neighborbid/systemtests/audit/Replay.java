package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One auction decided input by input in log order, as if every wallet answered at once: the rules
/// written a second time, on purpose without a look at the engine. What is no bid is in
/// [ReplayCommands].
final class Replay {
  private static final long HIGHEST = 1_000_000_000_000L;
  private static final long NOBODY = 0;

  final ReplayTerms terms;
  final Set<PauseCause> pauses = EnumSet.noneOf(PauseCause.class);
  final Set<Long> suspended = new HashSet<>();
  long pausedSinceMs;
  long endsAtMs;
  long leaderId = NOBODY;
  long bidCount;
  long steps = 1;
  boolean ended;
  boolean cancelled;
  @Nullable Offer offer;

  private final List<Funded> funded = new ArrayList<>();

  /// What bidders were driven to while others competed.
  private final Map<Long, Long> driven = new HashMap<>();

  private long price;
  private long leaderMax;
  private @Nullable UUID leaderBid;

  /// How often the opening may have been told to the room as a step.
  private long unseenStarts;

  private boolean tookOffer;

  /// A bid that counted, with its money.
  private record Funded(UUID bidId, long bidderId, long max, long order) {}

  /// A second chance.
  record Offer(long bidderId, long amount, long untilMs) {}

  /// What a bid that counts must have done.
  ///
  /// @param moved whether others see it
  record Effect(String status, long price, boolean moved) {}

  /// @param timeMs log time of the record
  Replay(OpenAuction open, long timeMs) {
    terms = new ReplayTerms(open, timeMs);
    endsAtMs = open.endsAt().toEpochMilli();
    mayStartLater(timeMs);
  }

  void mayStartLater(long timeMs) {
    unseenStarts += terms.startsAtMs > timeMs ? 1 : 0;
  }

  /// Why the bid must be refused, whatever money there is, the reason to be told first; empty where
  /// it must not be.
  List<String> refusals(Wish bid, long timeMs) {
    List<String> reasons = new ArrayList<>();
    add(reasons, bid.bidderId() == terms.sellerId, "SELLER_CANNOT_BID");
    for (BidderFact fact : bid.facts()) {
      reasons.add(fact == BidderFact.SUSPENDED ? "ACCOUNT_SUSPENDED" : fact.name());
    }
    add(reasons, bid.amount() > HIGHEST || bid.max() > HIGHEST, "AMOUNT_OUT_OF_RANGE");
    if (bid.kind().equals(Wish.TAKE_OFFER)) {
      add(reasons, !canTakeOffer(bid, timeMs), "NO_OFFER");
      return reasons;
    }
    boolean onUnit = bid.amount() % terms.unit == 0 && bid.max() % terms.unit == 0;
    add(reasons, !onUnit, "NOT_A_MULTIPLE_OF_BID_UNIT");
    boolean maximumBuys = bid.amount() < terms.instant && bid.max() >= terms.instant;
    add(reasons, maximumBuys, "AMOUNT_OUT_OF_RANGE");
    boolean stands = !pauses.isEmpty() && !ended;
    add(reasons, stands || timeMs < terms.startsAtMs, "AUCTION_NOT_ACTIVE");
    add(reasons, suspended.contains(bid.bidderId()), "ACCOUNT_SUSPENDED");
    add(reasons, ended || timeMs >= endsAtMs, "AUCTION_ENDED");
    if (bid.kind().equals(Wish.BUY_NOW)) {
      boolean asShown = bid.amount() == terms.instant;
      add(reasons, !asShown || !isPurchase(bid), "NO_INSTANT_PRICE");
    } else if (!isPurchase(bid)) {
      boolean ownMaximumNotExceeded = bid.bidderId() == leaderId && bid.max() <= leaderMax;
      add(reasons, ownMaximumNotExceeded || bid.amount() < minNextBid(), "BELOW_MINIMUM");
    }
    return reasons;
  }

  private static void add(List<String> reasons, boolean applies, String code) {
    if (applies) {
      reasons.add(code);
    }
  }

  private boolean canTakeOffer(Wish bid, long timeMs) {
    return offer != null
        && !isSold()
        && !suspended.contains(bid.bidderId())
        && offer.bidderId() == bid.bidderId()
        && offer.amount() == bid.amount()
        && timeMs < offer.untilMs();
  }

  /// Takes a bid that has its money.
  ///
  /// @param order place among the bids of this auction
  Effect accept(Wish bid, long timeMs, long order) {
    if (bid.kind().equals(Wish.TAKE_OFFER)) {
      lead(bid, bid.amount(), bid.amount());
      tookOffer = true;
      steps++;
      return new Effect("WON", price, true);
    }
    boolean purchase = isPurchase(bid);
    long max = purchase ? terms.instant : bid.max();
    funded.add(new Funded(bid.bidId(), bid.bidderId(), max, order));
    if (purchase) {
      lead(bid, max, max);
      bidCount++;
      steps++;
      ended = true;
      return new Effect("WON", price, true);
    }
    if (bid.bidderId() == leaderId) {
      leaderMax = max;
      leaderBid = bid.bidId();
      return new Effect("ACCEPTED", price, false);
    }
    boolean leads = compete(bid, max);
    bidCount++;
    steps++;
    raiseToReserve();
    endsAtMs = terms.endAfterBid(timeMs, endsAtMs);
    return new Effect(leads ? "ACCEPTED" : "OUTBID", price, true);
  }

  /// @return whether the bid leads
  private boolean compete(Wish bid, long max) {
    if (leaderId == NOBODY) {
      lead(bid, bid.amount(), max);
      return true;
    }
    long loserMax = Math.min(max, leaderMax);
    long forced = Math.min(Math.max(max, leaderMax), terms.above(loserMax));
    if (max > leaderMax) {
      driven.merge(leaderId, leaderMax, Math::max);
      lead(bid, Math.max(bid.amount(), forced), max);
      return true;
    }
    driven.merge(bid.bidderId(), max, Math::max);
    price = forced;
    return false;
  }

  private void lead(Wish bid, long newPrice, long max) {
    price = newPrice;
    leaderId = bid.bidderId();
    leaderMax = max;
    leaderBid = bid.bidId();
  }

  private void raiseToReserve() {
    if (leaderMax >= terms.reserve) {
      price = Math.max(price, terms.reserve);
    }
  }

  /// The leader may lead no more; whoever he beat was told so and does not come back.
  void nobodyLeads() {
    leaderId = NOBODY;
    leaderBid = null;
    leaderMax = price;
    funded.clear();
  }

  void end() {
    raiseToReserve();
    ended = true;
    steps++;
  }

  boolean isSold() {
    return winner() != NOBODY;
  }

  /// What a second chance costs the bidder; 0 where he did not bid.
  long highestOf(long bidderId) {
    return Math.max(driven.getOrDefault(bidderId, 0L), bidderId == leaderId ? price : 0);
  }

  /// Who must have won by the one sentence of the design: the highest funded bid, the earliest
  /// among equals; 0 while running, when cancelled and where the reserve is not met. An offer that
  /// was taken comes before all that.
  long winner() {
    if (tookOffer) {
      return leaderId;
    }
    if (!ended || cancelled || price < terms.reserve) {
      return NOBODY;
    }
    return funded.stream()
        .max(
            Comparator.comparingLong(Funded::max)
                .thenComparing(Funded::order, (a, b) -> Long.compare(b, a)))
        .map(Funded::bidderId)
        .orElse(NOBODY);
  }

  /// Compares with the row of the auction; a sentence for what differs, or empty.
  String differenceTo(AuctionData.AuctionRow row) {
    boolean seqFits = row.seq() >= steps && row.seq() <= steps + unseenStarts;
    boolean standing =
        row.price() == price
            && row.leaderId() == leaderId
            && row.leaderMax() == leaderMax
            && Objects.equals(row.leaderBid(), leaderBid)
            && row.bidCount() == bidCount;
    boolean life =
        row.ended() == ended
            && row.cancelled() == cancelled
            && row.paused() == !pauses.isEmpty()
            && row.endsAtMs() == endsAtMs
            && row.winnerId() == winner();
    boolean money =
        row.sellerId() == terms.sellerId
            && row.fee() == (winner() == NOBODY ? 0 : terms.fee(price));
    return standing && life && money && seqFits
        ? ""
        : "the log gives %s, the row says %s".formatted(this, row);
  }

  private boolean isPurchase(Wish bid) {
    return bid.amount() >= terms.instant && terms.sellsInstantly(price, bidCount > 0);
  }

  private long minNextBid() {
    return bidCount == 0 ? terms.start : terms.above(price);
  }

  @Override
  public String toString() {
    return "price %d, leader %d with %d by bid %s, %d bids, %d steps, %s at %d, winner %d"
        .formatted(
            price,
            leaderId,
            leaderMax,
            leaderBid,
            bidCount,
            steps,
            cancelled ? "cancelled, to end" : ended ? "ended, to end" : "to end",
            endsAtMs,
            winner());
  }
}
