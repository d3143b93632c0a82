package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One auction decided input by input in log order, as if every wallet answered at once: the rules
/// written a second time, on purpose without a look at the engine.
final class Replay {
  private static final long HIGHEST = 1_000_000_000_000L;
  private static final long NOBODY = 0;

  private final OpenAuction terms;
  private final long startsAtMs;
  private final boolean startsLater;
  private final List<Funded> funded = new ArrayList<>();
  private long endsAtMs;
  private long price;
  private long leaderId = NOBODY;
  private long leaderMax;
  private @Nullable UUID leaderBid;
  private long bidCount;
  private long steps = 1;
  private boolean ended;
  private boolean bought;

  /// A bid that counted, with its money.
  private record Funded(UUID bidId, long bidderId, long max, long order) {}

  /// What a bid that counts must have done.
  ///
  /// @param moved whether others see it
  record Effect(String status, long price, boolean moved) {}

  /// @param timeMs log time of the record
  Replay(OpenAuction terms, long timeMs) {
    this.terms = terms;
    this.startsAtMs = terms.startsAt() == null ? timeMs : terms.startsAt().toEpochMilli();
    this.startsLater = startsAtMs > timeMs;
    this.endsAtMs = terms.endsAt().toEpochMilli();
  }

  /// Why the bid must be refused, whatever money there is; empty where it must not.
  Optional<String> refusal(PlaceBid bid, long timeMs) {
    long max = max(bid);
    long instant = instantPrice();
    if (bid.bidderId() == terms.sellerId()) {
      return Optional.of("SELLER_CANNOT_BID");
    }
    for (BidderFact fact : bid.facts()) {
      return Optional.of(fact == BidderFact.SUSPENDED ? "ACCOUNT_SUSPENDED" : fact.name());
    }
    if (bid.amount() > HIGHEST || max > HIGHEST) {
      return Optional.of("AMOUNT_OUT_OF_RANGE");
    }
    if (bid.amount() % terms.bidUnit() != 0 || max % terms.bidUnit() != 0) {
      return Optional.of("NOT_A_MULTIPLE_OF_BID_UNIT");
    }
    if (bid.amount() < instant && max >= instant && instant != Long.MAX_VALUE) {
      return Optional.of("AMOUNT_OUT_OF_RANGE");
    }
    if (timeMs < startsAtMs) {
      return Optional.of("AUCTION_NOT_ACTIVE");
    }
    if (ended || timeMs >= endsAtMs) {
      return Optional.of("AUCTION_ENDED");
    }
    if (isPurchase(bid)) {
      return Optional.empty();
    }
    boolean tooLow = bid.amount() < minNextBid();
    boolean ownMaximumNotExceeded = bid.bidderId() == leaderId && max <= leaderMax;
    return tooLow || ownMaximumNotExceeded ? Optional.of("BELOW_MINIMUM") : Optional.empty();
  }

  /// Takes a bid that has its money.
  ///
  /// @param order place among the bids of this auction
  Effect accept(PlaceBid bid, long timeMs, long order) {
    boolean purchase = isPurchase(bid);
    long max = purchase ? instantPrice() : max(bid);
    funded.add(new Funded(bid.bidId(), bid.bidderId(), max, order));
    if (purchase) {
      lead(bid, max, max);
      bidCount++;
      steps++;
      ended = true;
      bought = true;
      return new Effect("WON", price, true);
    }
    if (bid.bidderId() == leaderId) {
      leaderMax = max;
      leaderBid = bid.bidId();
      return new Effect("ACCEPTED", price, false);
    }
    boolean leads = leaderId == NOBODY || max > leaderMax;
    long loserMax = Math.min(max, leaderMax);
    long forced = Math.min(Math.max(max, leaderMax), loserMax + terms.bidUnit());
    if (leaderId == NOBODY) {
      lead(bid, bid.amount(), max);
    } else if (leads) {
      lead(bid, Math.max(bid.amount(), forced), max);
    } else {
      price = forced;
    }
    bidCount++;
    steps++;
    raiseToReserve();
    extend(timeMs);
    return new Effect(leads ? "ACCEPTED" : "OUTBID", price, true);
  }

  private void lead(PlaceBid bid, long newPrice, long max) {
    price = newPrice;
    leaderId = bid.bidderId();
    leaderMax = max;
    leaderBid = bid.bidId();
  }

  private void raiseToReserve() {
    if (leaderMax >= reservePrice()) {
      price = Math.max(price, reservePrice());
    }
  }

  private void extend(long timeMs) {
    long softClose = terms.softCloseSeconds() * 1_000L;
    if (softClose > 0 && timeMs >= endsAtMs - softClose) {
      endsAtMs = Math.max(endsAtMs, timeMs + softClose);
    }
  }

  void close(CloseAuction close, long timeMs) {
    boolean counts =
        close.cause() == CloseCause.TIMER
            ? timeMs >= endsAtMs
            : Long.valueOf(terms.sellerId()).equals(close.requestedBy()) && timeMs >= startsAtMs;
    if (counts && !ended) {
      ended = true;
      steps++;
    }
  }

  /// Who must have won by the one sentence of the design: the highest funded bid, the earliest
  /// among equals; 0 while running and where the reserve is not met.
  long winner() {
    if (!ended || price < reservePrice()) {
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
    long unseenStart = startsLater ? 1 : 0;
    boolean seqFits = row.seq() >= steps && row.seq() <= steps + unseenStart;
    boolean same =
        row.price() == price
            && row.leaderId() == leaderId
            && row.leaderMax() == leaderMax
            && Objects.equals(row.leaderBid(), leaderBid)
            && row.bidCount() == bidCount
            && row.ended() == ended
            && row.endsAtMs() == endsAtMs
            && row.winnerId() == winner()
            && row.sellerId() == terms.sellerId()
            && seqFits;
    return same ? "" : "the log gives %s, the row says %s".formatted(this, row);
  }

  private boolean isPurchase(PlaceBid bid) {
    return bid.amount() >= instantPrice() && price < instantPrice();
  }

  private long minNextBid() {
    return bidCount == 0 ? terms.startPrice() : price + terms.bidUnit();
  }

  private long instantPrice() {
    Long instant = terms.instantPrice();
    return instant == null ? Long.MAX_VALUE : instant;
  }

  private long reservePrice() {
    Long reserve = terms.reservePrice();
    return reserve == null ? 0 : reserve;
  }

  private static long max(PlaceBid bid) {
    Long max = bid.maxAmount();
    return max == null ? bid.amount() : max;
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
            bought ? "bought, to end" : ended ? "ended, to end" : "to end",
            endsAtMs,
            winner());
  }
}
