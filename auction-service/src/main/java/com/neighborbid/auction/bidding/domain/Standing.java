package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Command.PauseCause;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Price, leader and end of an auction, and the rules that move them. An auction keeps two of them:
/// the confirmed one, and the optimistic one in which every undecided input has already succeeded.
class Standing {
  static final long NOBODY = 0;

  private Terms terms;
  private long price;
  private long leaderId = NOBODY;
  private long leaderMax;
  private @Nullable UUID leaderBid;
  private long endsAtMs;
  private long bidCount;
  private boolean ended;
  private boolean cancelled;
  private boolean sold;
  private Pauses pauses = Pauses.NONE;
  private Set<Long> suspended = Set.of();
  private @Nullable SecondChance offer;

  /// What an accepted bid did.
  enum Result {
    /// Leads now.
    LEADS,
    /// A standing maximum beat it at once; it moved the price.
    OUTBID,
    /// The leader raised his own maximum; nobody else sees anything.
    RAISED_OWN_MAXIMUM,
    /// Paid the instant price.
    BOUGHT,
    /// Took the second chance.
    TOOK_OFFER
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
    standing.cancelled = saved.cancelled();
    standing.sold = saved.winnerId() != NOBODY;
    standing.pauses = saved.pauses();
    standing.suspended = saved.suspended();
    standing.offer = saved.offer();
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
    copy.cancelled = cancelled;
    copy.sold = sold;
    copy.pauses = pauses;
    copy.suspended = suspended;
    copy.offer = offer;
    return copy;
  }

  /// Whether every input fares the same under both.
  boolean judgesLike(Standing other) {
    return price == other.price
        && leaderId == other.leaderId
        && leaderMax == other.leaderMax
        && endsAtMs == other.endsAtMs
        && ended == other.ended
        && cancelled == other.cancelled
        && sold == other.sold
        && (bidCount == 0) == (other.bidCount == 0)
        && terms.equals(other.terms)
        && pauses.equals(other.pauses)
        && suspended.equals(other.suspended);
  }

  /// The rules; null where the bid would count if it were funded.
  @Nullable Refusal refusal(Bid bid) {
    if (bid.kind() == Bid.Kind.TAKE_OFFER) {
      return canTakeOffer(bid) ? null : Refusal.NO_OFFER;
    }
    Refusal fixed = refusalWhateverTheTime(bid);
    if (fixed == null || fixed == Refusal.BELOW_MINIMUM || fixed == Refusal.NO_INSTANT_PRICE) {
      return ended || bid.timeMs() >= endsAtMs ? Refusal.AUCTION_ENDED : fixed;
    }
    return fixed;
  }

  /// The rules that a later end would not change. What they refuse stays refused where no edit or
  /// pause comes before it, because the price never falls.
  @Nullable Refusal refusalWhateverTheTime(Bid bid) {
    if (bid.kind() == Bid.Kind.TAKE_OFFER) {
      return null; // nothing is offered before the end
    }
    Prices prices = terms.prices();
    if (bid.amount() % prices.unit() != 0 || bid.max() % prices.unit() != 0) {
      return Refusal.NOT_A_MULTIPLE_OF_BID_UNIT;
    }
    if (bid.amount() < prices.instant() && bid.max() >= prices.instant()) {
      return Refusal.AMOUNT_OUT_OF_RANGE;
    }
    if (bid.timeMs() < terms.startsAtMs() || (pauses.isOn() && !ended)) {
      return Refusal.AUCTION_NOT_ACTIVE;
    }
    if (suspended.contains(bid.bidderId())) {
      return Refusal.ACCOUNT_SUSPENDED;
    }
    return refusalOfAmount(bid);
  }

  private @Nullable Refusal refusalOfAmount(Bid bid) {
    if (bid.kind() == Bid.Kind.BUY_NOW) {
      boolean asShown = bid.amount() == terms.prices().instant();
      return asShown && isPurchase(bid) ? null : Refusal.NO_INSTANT_PRICE;
    }
    if (isPurchase(bid)) {
      return null;
    }
    boolean ownMaximumNotExceeded = bid.bidderId() == leaderId && bid.max() <= leaderMax;
    return ownMaximumNotExceeded || bid.amount() < minNextBid() ? Refusal.BELOW_MINIMUM : null;
  }

  /// Whether the amount is high enough now; a leader must exceed his own maximum.
  boolean reachesMinimum(Bid bid) {
    return refusalOfAmount(bid) != Refusal.BELOW_MINIMUM;
  }

  private boolean canTakeOffer(Bid bid) {
    SecondChance open = offer;
    return open != null
        && !sold
        && !suspended.contains(bid.bidderId())
        && open.bidderId() == bid.bidderId()
        && open.amount() == bid.amount()
        && bid.timeMs() < open.validUntilMs();
  }

  /// A bid of at least the instant price buys at it, as long as that is possible (1.8).
  boolean isPurchase(Bid bid) {
    return bid.kind() != Bid.Kind.TAKE_OFFER
        && bid.amount() >= terms.prices().instant()
        && terms.prices().isInstantOpen(price, bidCount);
  }

  /// The money that the bid must have behind it before it counts (1.4).
  long need(Bid bid) {
    return isPurchase(bid) ? terms.prices().instant() : bid.max();
  }

  /// Applies a bid that [#refusal] lets through (1.7): the earlier maximum wins ties, the price is
  /// what the second maximum forces.
  Result apply(Bid bid) {
    if (bid.kind() == Bid.Kind.TAKE_OFFER) {
      lead(bid, bid.amount(), bid.amount());
      sold = true;
      return Result.TOOK_OFFER;
    }
    if (isPurchase(bid)) {
      lead(bid, terms.prices().instant(), terms.prices().instant());
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
    price = terms.prices().liftedToReserve(price, leaderMax);
    endsAtMs = terms.softClose().endAfter(bid.timeMs(), endsAtMs);
    return result;
  }

  private Result contest(Bid bid) {
    if (leaderId == NOBODY) {
      lead(bid, bid.amount(), bid.max());
      return Result.LEADS;
    }
    if (bid.max() > leaderMax) {
      long forced = Math.min(bid.max(), terms.prices().next(leaderMax));
      lead(bid, Math.max(bid.amount(), forced), bid.max());
      return Result.LEADS;
    }
    price = Math.min(leaderMax, terms.prices().next(bid.max()));
    return Result.OUTBID;
  }

  private void lead(Bid bid, long newPrice, long max) {
    price = newPrice;
    leaderId = bid.bidderId();
    leaderMax = max;
    leaderBid = bid.id();
  }

  /// The rules of everything that is no bid; null where it can be done now.
  @Nullable CommandRefusal refusal(QueuedCommand queued) {
    long timeMs = queued.timeMs();
    return switch (queued.command()) {
      case Command.Close close -> refusalOfClose(close, timeMs);
      case Command.Cancel cancel -> refusalOfCancel(cancel, timeMs);
      case Command.Edit edit -> refusalOfEdit(edit, timeMs);
      case Command.Pause pause -> {
        if (isOver(timeMs)) {
          yield CommandRefusal.AUCTION_ENDED;
        }
        yield pauses.causes().contains(pause.cause()) ? CommandRefusal.ALREADY_PAUSED : null;
      }
      case Command.Resume resume ->
          pauses.causes().contains(resume.cause()) ? null : CommandRefusal.NOT_PAUSED;
      case Command.SuspendBidder _ -> ended ? CommandRefusal.AUCTION_ENDED : null;
      case Command.Offer offering -> refusalOfOffer(offering, timeMs);
    };
  }

  /// The end is always judged on the current end (1.9); while paused it does not come.
  private boolean isOver(long timeMs) {
    return ended || (!pauses.isOn() && timeMs >= endsAtMs);
  }

  private @Nullable CommandRefusal refusalOfClose(Command.Close close, long timeMs) {
    if (ended) {
      return CommandRefusal.AUCTION_ENDED;
    }
    if (!close.bySeller()) {
      return isOver(timeMs) ? null : CommandRefusal.NOT_DUE;
    }
    if (close.requestedBy() != terms.sellerId()) {
      return CommandRefusal.FORBIDDEN;
    }
    return timeMs < terms.startsAtMs() || pauses.isOn() ? CommandRefusal.AUCTION_NOT_ACTIVE : null;
  }

  private @Nullable CommandRefusal refusalOfCancel(Command.Cancel cancel, long timeMs) {
    if (!cancel.byAdmin() && cancel.requestedBy() != terms.sellerId()) {
      return CommandRefusal.FORBIDDEN;
    }
    if (ended || (!cancel.byAdmin() && isOver(timeMs))) {
      return CommandRefusal.AUCTION_ENDED;
    }
    return bidCount > 0 && !cancel.byAdmin() ? CommandRefusal.AUCTION_HAS_BIDS : null;
  }

  private @Nullable CommandRefusal refusalOfEdit(Command.Edit edit, long timeMs) {
    if (edit.requestedBy() != terms.sellerId()) {
      return CommandRefusal.FORBIDDEN;
    }
    if (isOver(timeMs)) {
      return CommandRefusal.AUCTION_ENDED;
    }
    if (bidCount > 0) {
      return CommandRefusal.AUCTION_HAS_BIDS;
    }
    TermsChange change = edit.change();
    Terms wanted = change.appliedTo(terms, endsAtMs);
    boolean startMoves = wanted.startsAtMs() != terms.startsAtMs();
    boolean sound =
        wanted.prices().areConsistent()
            && change.endAfter(endsAtMs) >= endsAtMs
            && (!startMoves || (timeMs < terms.startsAtMs() && wanted.startsAtMs() >= timeMs))
            && wanted.startsAtMs() < change.endAfter(endsAtMs);
    return sound ? null : CommandRefusal.INVALID_TERMS;
  }

  private @Nullable CommandRefusal refusalOfOffer(Command.Offer offering, long timeMs) {
    if (offering.requestedBy() != terms.sellerId()) {
      return CommandRefusal.FORBIDDEN;
    }
    if (!ended || cancelled || sold) {
      return CommandRefusal.NOT_UNSOLD;
    }
    if (suspended.contains(offering.bidderId())) {
      return CommandRefusal.NO_SUCH_BIDDER;
    }
    return offer != null && timeMs < offer.validUntilMs() ? CommandRefusal.OFFER_OPEN : null;
  }

  /// Applies a command that [#refusal] lets through. An offer needs an amount, which only the
  /// positions know: see [#offer].
  void apply(QueuedCommand queued) {
    switch (queued.command()) {
      case Command.Close _ -> end();
      case Command.Cancel _ -> {
        ended = true;
        cancelled = true;
      }
      case Command.Edit edit -> {
        terms = edit.change().appliedTo(terms, endsAtMs);
        endsAtMs = edit.change().endAfter(endsAtMs);
      }
      case Command.Pause pause -> pauses = pauses.with(pause.cause(), queued.timeMs());
      case Command.Resume resume -> resume(resume.cause(), queued.timeMs());
      case Command.SuspendBidder suspension -> suspend(suspension.bidderId());
      case Command.Offer _ -> {
        // waits for its turn
      }
    }
  }

  private void resume(PauseCause cause, long nowMs) {
    long since = pauses.sinceMs();
    pauses = pauses.without(cause);
    if (pauses.isOn() || ended) {
      return;
    }
    long length = Math.max(0, nowMs - since);
    endsAtMs += length;
    terms = terms.with(terms.softClose().laterBy(length));
    if (terms.startsAtMs() > since) {
      terms = terms.startingAt(terms.startsAtMs() + length);
    }
  }

  private void suspend(long bidderId) {
    Set<Long> all = new HashSet<>(suspended);
    all.add(bidderId);
    suspended = Set.copyOf(all);
    if (leaderId == bidderId) {
      leaderId = NOBODY;
      leaderBid = null;
      leaderMax = price;
    }
  }

  void offer(SecondChance made) {
    offer = made;
  }

  /// Ends it. A maximum that reaches the reserve lifts the price to it, also where its owner raised
  /// it to that alone, which moved nothing at the time.
  void end() {
    price = terms.prices().liftedToReserve(price, leaderMax);
    ended = true;
  }

  /// Whether there is a leader and his price meets the reserve; a purchase always does.
  boolean isSold() {
    Prices prices = terms.prices();
    boolean bought = prices.instant() > 0 && price >= prices.instant();
    return leaderId != NOBODY && (sold || bought || price >= prices.reserve());
  }

  /// Somebody has won.
  void sold() {
    sold = true;
  }

  long minNextBid() {
    return terms.prices().minNextBid(price, bidCount);
  }

  /// The least amount that this bidder could bid now: a leader must exceed his own maximum.
  long minNextBidOf(long bidderId) {
    return bidderId == leaderId ? leaderMax + terms.prices().unit() : minNextBid();
  }

  /// What the bidder leads with; 0 for everybody else, and for all when it is over.
  long leadOf(long bidderId) {
    return bidderId == leaderId && !ended ? leaderMax : 0;
  }

  Terms terms() {
    return terms;
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

  boolean cancelled() {
    return cancelled;
  }

  Pauses pauses() {
    return pauses;
  }

  Set<Long> suspended() {
    return suspended;
  }

  @Nullable SecondChance offer() {
    return offer;
  }
}
