package com.neighborbid.auction.bidding.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Price, leader and end of an auction, and the rules that move them. An auction keeps two of them:
/// the confirmed one, and the optimistic one in which every undecided bid has already succeeded.
class Standing {
  static final long NOBODY = 0;

  private final Terms terms;
  private long price;
  private long leaderId = NOBODY;
  private long leaderMax;
  private @Nullable UUID leaderBid;
  private long endsAtMs;
  private long bidCount;
  private boolean ended;

  /// What an accepted bid did.
  enum Result {
    /// Leads now.
    LEADS,
    /// A standing maximum beat it at once; it moved the price.
    OUTBID,
    /// The leader raised his own maximum; nobody else sees anything.
    RAISED_OWN_MAXIMUM,
    /// Paid the instant price.
    BOUGHT
  }

  Standing(Terms terms, long endsAtMs) {
    this.terms = terms;
    this.endsAtMs = endsAtMs;
  }

  static Standing of(Terms terms, AuctionSnapshot saved) {
    Standing standing = new Standing(terms, saved.endsAtMs());
    standing.price = saved.price();
    standing.leaderId = saved.leaderId();
    standing.leaderMax = saved.leaderMax();
    standing.leaderBid = saved.leaderBid();
    standing.bidCount = saved.bidCount();
    standing.ended = saved.ended();
    return standing;
  }

  Standing copy() {
    Standing copy = new Standing(terms, endsAtMs);
    copy.price = price;
    copy.leaderId = leaderId;
    copy.leaderMax = leaderMax;
    copy.leaderBid = leaderBid;
    copy.bidCount = bidCount;
    copy.ended = ended;
    return copy;
  }

  /// Whether every bid and close fares the same under both.
  boolean judgesLike(Standing other) {
    return price == other.price
        && leaderId == other.leaderId
        && leaderMax == other.leaderMax
        && endsAtMs == other.endsAtMs
        && ended == other.ended
        && (bidCount == 0) == (other.bidCount == 0);
  }

  /// The rules, cheapest and most certain first; null where the bid would count if it were funded.
  @Nullable Refusal refusal(Bid bid) {
    if (ended || bid.timeMs() >= endsAtMs) {
      return Refusal.AUCTION_ENDED;
    }
    return refusalOfAmount(bid);
  }

  /// The rules of the amount alone. What they refuse stays refused, because the price never falls.
  @Nullable Refusal refusalOfAmount(Bid bid) {
    if (isPurchase(bid)) {
      return null;
    }
    boolean ownMaximumNotExceeded = bid.bidderId() == leaderId && bid.max() <= leaderMax;
    return ownMaximumNotExceeded || bid.amount() < minNextBid() ? Refusal.BELOW_MINIMUM : null;
  }

  /// A bid of at least the instant price buys at it (1.8).
  boolean isPurchase(Bid bid) {
    return terms.instantPrice() > 0
        && bid.amount() >= terms.instantPrice()
        && price < terms.instantPrice();
  }

  /// The money that the bid must have behind it before it counts (1.4).
  long need(Bid bid) {
    return isPurchase(bid) ? terms.instantPrice() : bid.max();
  }

  /// Applies a bid that [#refusal] lets through (1.7): the earlier maximum wins ties, the price is
  /// what the second maximum forces.
  Result apply(Bid bid) {
    if (isPurchase(bid)) {
      lead(bid, terms.instantPrice(), terms.instantPrice());
      bidCount++;
      ended = true;
      return Result.BOUGHT;
    }
    if (bid.bidderId() == leaderId) {
      leaderMax = bid.max();
      leaderBid = bid.id();
      return Result.RAISED_OWN_MAXIMUM;
    }
    Result result = contest(bid);
    bidCount++;
    liftToReserve();
    extend(bid.timeMs());
    return result;
  }

  private Result contest(Bid bid) {
    if (leaderId == NOBODY) {
      lead(bid, bid.amount(), bid.max());
      return Result.LEADS;
    }
    if (bid.max() > leaderMax) {
      long forced = Math.min(bid.max(), leaderMax + terms.bidUnit());
      lead(bid, Math.max(bid.amount(), forced), bid.max());
      return Result.LEADS;
    }
    price = Math.min(leaderMax, bid.max() + terms.bidUnit());
    return Result.OUTBID;
  }

  private void lead(Bid bid, long newPrice, long max) {
    price = newPrice;
    leaderId = bid.bidderId();
    leaderMax = max;
    leaderBid = bid.id();
  }

  private void liftToReserve() {
    if (price < terms.reservePrice() && leaderMax >= terms.reservePrice()) {
      price = terms.reservePrice();
    }
  }

  private void extend(long timeMs) {
    if (terms.softCloseMs() > 0 && timeMs >= endsAtMs - terms.softCloseMs()) {
      endsAtMs = Math.max(endsAtMs, timeMs + terms.softCloseMs());
    }
  }

  /// Whether the close ends the auction as it now stands (1.9).
  boolean closes(QueuedClose close) {
    if (ended) {
      return false;
    }
    return close.bySeller() ? close.timeMs() >= terms.startsAtMs() : close.timeMs() >= endsAtMs;
  }

  /// Ends it. A maximum that reaches the reserve lifts the price to it, also where its owner raised
  /// it to that alone, which moved nothing at the time.
  void end() {
    liftToReserve();
    ended = true;
  }

  /// Whether there is a leader and his price meets the reserve; a purchase always does.
  boolean isSold() {
    boolean bought = terms.instantPrice() > 0 && price >= terms.instantPrice();
    return leaderId != NOBODY && (bought || price >= terms.reservePrice());
  }

  long minNextBid() {
    return bidCount == 0 ? terms.startPrice() : price + terms.bidUnit();
  }

  /// The least amount that this bidder could bid now: a leader must exceed his own maximum.
  long minNextBidOf(long bidderId) {
    return bidderId == leaderId ? leaderMax + terms.bidUnit() : minNextBid();
  }

  /// What the bidder leads with; 0 for everybody else, and for all when it is over.
  long leadOf(long bidderId) {
    return bidderId == leaderId && !ended ? leaderMax : 0;
  }

  long price() {
    return price;
  }

  long leaderId() {
    return leaderId;
  }

  long leaderMax() {
    return leaderMax;
  }

  @Nullable UUID leaderBid() {
    return leaderBid;
  }

  long endsAtMs() {
    return endsAtMs;
  }

  long bidCount() {
    return bidCount;
  }

  boolean ended() {
    return ended;
  }
}
