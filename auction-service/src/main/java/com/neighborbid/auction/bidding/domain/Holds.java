package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The money behind an auction: for each bidder the level that his wallet must hold, which is the
/// most of what he leads with and what his undecided, asked, not declined bids need (1.5). A level,
/// not a delta, so that repeats and several bids in flight can neither double nor free anybody's
/// money.
final class Holds {
  private final Standing confirmed;
  private final Consumer<Effect> effects;
  private final Map<Long, Position> positions = new HashMap<>();

  /// What differs from what is kept.
  private Set<Long> changedPositions = new HashSet<>();

  private Set<QueuedBid> changedAskings = new LinkedHashSet<>();
  private int numbered;

  /// Kept bids whose bidder's position is not restored yet.
  private final Map<Long, List<QueuedBid>> keptBids = new HashMap<>();

  /// Positions of an auction taken from where it is kept: one that is not here may be there, with a
  /// `command_seq` that must not be used twice.
  private final boolean kept;

  Holds(Standing confirmed, Consumer<Effect> effects, boolean kept, int numbered) {
    this.confirmed = confirmed;
    this.effects = effects;
    this.kept = kept;
    this.numbered = numbered;
  }

  boolean knows(long bidderId) {
    return positions.containsKey(bidderId);
  }

  void restore(QueuedBid bid) {
    keptBids.computeIfAbsent(bid.bid().bidderId(), _ -> new ArrayList<>(1)).add(bid);
  }

  void restore(long bidderId, PositionSnapshot saved) {
    Position position = positions.computeIfAbsent(bidderId, Position::new);
    position.commandSeq = saved.commandSeq();
    position.levelSent = saved.levelSent();
    position.captured = saved.captured();
    position.number = saved.number();
    position.highest = saved.highest();
    List<QueuedBid> bids = keptBids.remove(bidderId);
    if (bids != null) {
      bids.forEach(position::takeUp);
    }
  }

  /// @throws IllegalStateException where the bidder's position is kept elsewhere
  Position of(long bidderId) {
    Position position = positions.get(bidderId);
    if (position == null) {
      if (kept) {
        throw new IllegalStateException("the position of bidder " + bidderId + " was not restored");
      }
      position = new Position(bidderId);
      positions.put(bidderId, position);
    }
    return position;
  }

  PositionSnapshot snapshot(long bidderId) {
    Position position = of(bidderId);
    return new PositionSnapshot(
        position.commandSeq,
        position.levelSent,
        position.captured,
        position.number,
        position.highest);
  }

  /// The bidder's number in the public ledger, given in the order of first appearance.
  int numberOf(long bidderId) {
    if (bidderId == Standing.NOBODY) {
      return 0;
    }
    Position position = of(bidderId);
    if (position.number == 0) {
      position.number = ++numbered;
      changedPositions.add(bidderId);
    }
    return position.number;
  }

  int numbered() {
    return numbered;
  }

  /// Others have driven the bidder to this amount.
  void drivenTo(long bidderId, long amount) {
    Position position = of(bidderId);
    if (amount > position.highest) {
      position.highest = amount;
      changedPositions.add(bidderId);
    }
  }

  /// The most that the bidder was driven to; the leader to the price.
  long highestOf(long bidderId) {
    return Math.max(of(bidderId).highest, bidderId == confirmed.leaderId() ? confirmed.price() : 0);
  }

  Set<Long> takeChangedPositions() {
    Set<Long> taken = changedPositions;
    changedPositions = new HashSet<>();
    return taken;
  }

  /// Bids whose asking changed, in the order in which it did.
  Set<QueuedBid> takeChangedAskings() {
    Set<QueuedBid> taken = changedAskings;
    changedAskings = new LinkedHashSet<>();
    return taken;
  }

  /// Asks the wallet for the bid's money, unless an unanswered asking of the same bidder will tell,
  /// or the level that stands covers it.
  void ask(QueuedBid bid) {
    Position position = of(bid.bid().bidderId());
    long need = confirmed.need(bid.bid());
    if (position.hasUnansweredOfAtLeast(need)) {
      position.bidWaitsForOther = true;
      return;
    }
    long level = level(position);
    if (!position.hasUnanswered() && need <= level) {
      bid.coveredBy(need);
    } else {
      bid.asked(need, Math.max(need, level), position.commandSeq + 1);
      send(position, Math.max(need, level), true);
    }
    position.count(bid);
    changedAskings.add(bid);
  }

  /// Whether the answer for the bid's whole need is there; asks where nobody has asked yet, or not
  /// for enough (1.4).
  boolean isAnswered(QueuedBid bid) {
    if (bid.answer() == Answer.PLACED && confirmed.need(bid.bid()) > bid.asked()) {
      of(bid.bid().bidderId()).forget(bid);
      bid.askAgain();
      changedAskings.add(bid);
    }
    if (bid.answer() == Answer.NOT_ASKED) {
      ask(bid);
    }
    return switch (bid.answer()) {
      case PLACED, DECLINED -> true;
      case NOT_ASKED, UNANSWERED -> false;
    };
  }

  /// @return the bid that waited for the answer, if any did
  @Nullable QueuedBid answered(long bidderId, long commandSeq, boolean placed) {
    Position position = positions.get(bidderId);
    QueuedBid bid = position == null ? null : position.answered(commandSeq, placed);
    if (bid != null) {
      changedAskings.add(bid);
    }
    return bid;
  }

  /// Sends the level where it differs from the last one sent; nothing after a capture.
  void relevel(Position position) {
    long level = level(position);
    if (!position.captured && level != position.levelSent) {
      send(position, level, false);
    }
  }

  /// Takes the price from the winner: the last command of his position.
  void capture(long winnerId, long price, Terms terms) {
    Position position = of(winnerId);
    position.commandSeq++;
    position.captured = true;
    changedPositions.add(winnerId);
    effects.accept(
        new Capture(winnerId, price, terms.fee().of(price), terms.sellerId(), position.commandSeq));
  }

  private long level(Position position) {
    return Math.max(confirmed.leadOf(position.bidderId), position.askedLevel());
  }

  private void send(Position position, long to, boolean asking) {
    position.commandSeq++;
    position.levelSent = to;
    changedPositions.add(position.bidderId);
    effects.accept(new SetHold(position.bidderId, to, position.commandSeq, asking));
  }
}
