package com.neighborbid.auction.bidding.domain;

import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.QueuedBid.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// Kept bids whose bidder's position is not restored yet.
  private final Map<Long, List<QueuedBid>> keptBids = new HashMap<>();

  /// Positions of an auction taken from where it is kept: one that is not here may be there, with a
  /// `command_seq` that must not be used twice.
  private final boolean kept;

  Holds(Standing confirmed, Consumer<Effect> effects, boolean kept) {
    this.confirmed = confirmed;
    this.effects = effects;
    this.kept = kept;
  }

  boolean knows(long bidderId) {
    return positions.containsKey(bidderId);
  }

  void restore(QueuedBid bid) {
    keptBids.computeIfAbsent(bid.bid().bidderId(), _ -> new ArrayList<>(1)).add(bid);
  }

  void restore(long bidderId, long commandSeq, long levelSent, boolean captured) {
    Position position = positions.computeIfAbsent(bidderId, Position::new);
    position.commandSeq = commandSeq;
    position.levelSent = levelSent;
    position.captured = captured;
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

  void read(long bidderId, Auction.PositionReader reader) {
    Position position = positions.get(bidderId);
    if (position != null) {
      reader.read(position.commandSeq, position.levelSent, position.captured);
    }
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
      bid.asked(need, position.commandSeq + 1);
      send(position, Math.max(need, level), true);
    }
    position.count(bid);
  }

  /// Whether the answer for the bid's whole need is there; asks where nobody has asked yet, or not
  /// for enough (1.4).
  boolean isAnswered(QueuedBid bid) {
    if (bid.answer() == Answer.PLACED && confirmed.need(bid.bid()) > bid.asked()) {
      of(bid.bid().bidderId()).forget(bid);
      bid.askAgain();
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
    return position == null ? null : position.answered(commandSeq, placed);
  }

  /// Sends the level where it differs from the last one sent; nothing after a capture.
  void relevel(Position position) {
    long level = level(position);
    if (!position.captured && level != position.levelSent) {
      send(position, level, false);
    }
  }

  /// Takes the price from the winner: the last command of his position.
  void capture(long winnerId, long price, long sellerId) {
    Position position = of(winnerId);
    position.commandSeq++;
    position.captured = true;
    effects.accept(new Capture(winnerId, price, sellerId, position.commandSeq));
  }

  private long level(Position position) {
    return Math.max(confirmed.leadOf(position.bidderId), position.askedLevel());
  }

  private void send(Position position, long to, boolean asking) {
    position.commandSeq++;
    position.levelSent = to;
    effects.accept(new SetHold(position.bidderId, to, position.commandSeq, asking));
  }
}
