package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.BidDecided;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An auction on a stage: tests say what arrives, one input after the other, and read what it did.
/// Start price 1,000, unit 100, end at 60,000 ms, unless opened otherwise.
final class AuctionScene {
  static final long SELLER = 99;
  static final long MINA = 1;
  static final long JOON = 2;
  static final long SORA = 3;
  static final long END = 60_000;

  private final Terms terms;
  private final List<Effect> effects = new ArrayList<>();
  private Auction auction;
  private @Nullable KeptAuction kept;
  private long timeMs = 1_000;
  private long offset;

  private AuctionScene(Terms terms) {
    this.terms = terms;
    this.auction = Auction.open(terms, END, 0, 0, effects::add);
  }

  static AuctionScene open() {
    return open(0, 0, 0);
  }

  static AuctionScene open(long instantPrice, long reservePrice, long softCloseMs) {
    return open(Terms.fixed(7, SELLER, 1_000, 100, instantPrice, reservePrice, 0, softCloseMs));
  }

  static AuctionScene open(Terms terms) {
    return new AuctionScene(terms);
  }

  /// The next inputs carry this log time.
  AuctionScene at(long logTimeMs) {
    timeMs = logTimeMs;
    return this;
  }

  UUID bid(long bidder, long amount) {
    return proxy(bidder, amount, amount);
  }

  UUID proxy(long bidder, long amount, long max) {
    return place(bidder, amount, max, null).bid().id();
  }

  QueuedBid place(long bidder, long amount, long max, Refusal knownRefusal) {
    offset++;
    UUID id = new UUID(bidder, offset);
    if (kept != null) {
      kept.restorePosition(auction, bidder);
    }
    QueuedBid queued =
        auction.place(new Bid(id, bidder, amount, max, timeMs, offset), knownRefusal);
    return queued;
  }

  /// A bid that its wallet covers at once.
  UUID fundedBid(long bidder, long amount, long max) {
    UUID id = proxy(bidder, amount, max);
    asked(id).forEach(this::placed);
    return id;
  }

  void close() {
    auction.command(Closes.byTimer(++offset, timeMs));
  }

  void closeBySeller() {
    auction.command(Closes.bySeller(++offset, timeMs));
  }

  void buyNow(long bidder, long price) {
    place(Bid.Kind.BUY_NOW, bidder, price);
  }

  UUID place(Bid.Kind kind, long bidder, long price) {
    offset++;
    UUID id = new UUID(bidder, offset);
    if (kept != null) {
      kept.restorePosition(auction, bidder);
    }
    auction.place(new Bid(id, kind, bidder, price, price, timeMs, offset), null);
    return id;
  }

  /// Somebody wants something; answers its refusal, or null where it was done.
  @Nullable CommandRefusal command(Command command) {
    offset++;
    UUID id = new UUID(0, offset);
    auction.command(new QueuedCommand(id, command, timeMs, offset));
    CommandRefusal refusal = null;
    for (Effect.CommandDecided decided : told(Effect.CommandDecided.class)) {
      if (id.equals(decided.command().id())) {
        refusal = decided.refusal();
      }
    }
    return refusal;
  }

  boolean isUndecided(Command command) {
    return auction.undecided().stream()
        .anyMatch(queued -> queued instanceof QueuedCommand q && q.command().equals(command));
  }

  void start() {
    auction.start(timeMs, ++offset);
  }

  void placed(SetHold asking) {
    answer(asking, true);
  }

  void declined(SetHold asking) {
    answer(asking, false);
  }

  private void answer(SetHold asking, boolean placed) {
    auction.answered(asking.bidderId(), asking.commandSeq(), placed, timeMs);
  }

  /// Another instance takes over from what is kept.
  void restore() {
    Set<Long> everybody = new HashSet<>();
    effects.stream()
        .filter(SetHold.class::isInstance)
        .forEach(effect -> everybody.add(((SetHold) effect).bidderId()));
    kept = new KeptAuction(auction);
    kept.keep(auction, everybody);
    auction = kept.restore(effects::add);
  }

  /// The asking that the bid waits for; nothing where it waits for none.
  List<SetHold> asked(UUID bid) {
    return auction.undecided().stream()
        .filter(QueuedBid.class::isInstance)
        .map(QueuedBid.class::cast)
        .filter(queued -> queued.bid().id().equals(bid))
        .filter(queued -> queued.answer() == QueuedBid.Answer.UNANSWERED)
        .map(queued -> command(queued.bid().bidderId(), queued.commandSeq()))
        .toList();
  }

  private SetHold command(long bidder, long commandSeq) {
    return holdsOf(bidder).stream()
        .filter(hold -> hold.commandSeq() == commandSeq)
        .findFirst()
        .orElseThrow();
  }

  /// Every asking whose answer a bid waits for.
  List<SetHold> unanswered() {
    return auction.undecided().stream()
        .filter(QueuedBid.class::isInstance)
        .flatMap(queued -> asked(((QueuedBid) queued).bid().id()).stream())
        .toList();
  }

  /// Every level ever sent to the bidder's wallet.
  List<SetHold> holdsOf(long bidder) {
    return effects.stream()
        .filter(SetHold.class::isInstance)
        .map(SetHold.class::cast)
        .filter(hold -> hold.bidderId() == bidder)
        .toList();
  }

  List<Long> levelsOf(long bidder) {
    return holdsOf(bidder).stream().map(SetHold::to).toList();
  }

  /// What became of a bid: `UNDECIDED`, `COUNTS`, `OUTBID`, `WON` or its refusal.
  String outcome(UUID bid) {
    return effects.stream()
        .filter(BidDecided.class::isInstance)
        .map(BidDecided.class::cast)
        .filter(decided -> decided.bid().bid().id().equals(bid))
        .map(AuctionScene::word)
        .reduce((_, _) -> "DECIDED TWICE")
        .orElse("UNDECIDED");
  }

  private static String word(BidDecided decided) {
    if (decided.refusal() != null) {
      return decided.refusal().name();
    }
    if (decided.won()) {
      return "WON";
    }
    return decided.outbidAtOnce() ? "OUTBID" : "COUNTS";
  }

  <E extends Effect> List<E> told(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Every effect, as text without identities.
  List<String> story() {
    return effects.stream().map(SimWorld::line).toList();
  }

  Auction auction() {
    return auction;
  }

  AuctionSnapshot now() {
    return auction.snapshot();
  }
}
