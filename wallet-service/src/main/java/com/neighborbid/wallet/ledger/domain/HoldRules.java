package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.FEES;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.CaptureUntilConfirmed;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Notice.CreditDue;
import com.neighborbid.wallet.ledger.domain.Notice.HoldAnswered;
import com.neighborbid.wallet.ledger.domain.Notice.HoldChanged;
import com.neighborbid.wallet.ledger.domain.Notice.Paid;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.OptionalLong;

/// What happens to the money behind a bid.
///
/// A hold is a level: raising it needs only the difference, lowering always succeeds, and a command
/// that was overtaken changes nothing. So repeats, self-raises and several bids in flight can
/// neither double nor leak a hold, nor free a leader's money.
final class HoldRules {
  private HoldRules() {}

  /// Decides in this order: overtaken, closed, raise, lower.
  static Decision setHold(Known known, SetHold command, long timeMs) {
    Draft draft = new Draft(command.userId(), known, timeMs);
    Position position = positionOf(known, command.auctionId(), command.userId(), timeMs);
    if (command.commandSeq() <= position.commandSeq()) {
      answer(draft, command, position.level());
      return draft.done();
    }
    Position seen = position.seen(command.commandSeq());
    Position now = seen.closed() ? seen : moved(draft, seen, command);
    draft.position(now);
    if (now.level() != position.level()) {
      draft.tell(new HoldChanged(command.auctionId(), now.level(), draft.wallet()));
    }
    answer(draft, command, now.level());
    return draft.done();
  }

  private static Position moved(Draft draft, Position position, SetHold command) {
    long more = command.to() - position.level();
    if (more > draft.wallet().available() || (more > 0 && draft.wallet().blocked())) {
      return position;
    }
    Available available = new Available(command.userId());
    Held held = new Held(command.userId());
    OptionalLong auction = OptionalLong.of(command.auctionId());
    if (more > 0) {
      draft.move(available, held, more, Type.BID_HOLD, auction);
    } else if (more < 0) {
      draft.move(held, available, -more, Type.BID_RELEASE, auction);
    }
    return position.at(command.to(), draft.timeMs());
  }

  private static void answer(Draft draft, SetHold command, long level) {
    if (command.asking()) {
      boolean placed = command.to() <= level;
      draft.tell(
          new HoldAnswered(command.auctionId(), command.userId(), command.commandSeq(), placed));
    }
  }

  /// Takes the price out of what is held, the platform's fee out of the price, returns what was
  /// held beyond the price, closes the position. Applied to any open position, whatever was
  /// overtaken on the way; a repeat finds it closed and does nothing.
  ///
  /// @throws IllegalStateException if less is held than must be paid: the auction and the wallet
  ///   disagree
  static Decision capture(Known known, Capture command, long timeMs) {
    Draft draft = new Draft(command.userId(), known, timeMs);
    if (!taken(draft, known, command, timeMs)) {
      return Decision.NOTHING;
    }
    OptionalLong auction = OptionalLong.of(command.auctionId());
    if (command.fee() > 0) {
      draft.move(CLEARING, FEES, command.fee(), Type.FEE, auction);
    }
    told(draft, command);
    long due = command.price() - command.fee();
    if (due > 0) {
      draft.tell(new CreditDue(command.sellerId(), command.auctionId(), due));
    }
    return draft.done();
  }

  /// As [#capture], but the price stays in clearing, the platform's fee included, as a payment that
  /// waits for its buyer's word.
  static Decision captureUntilConfirmed(Known known, CaptureUntilConfirmed command, long timeMs) {
    Capture capture = command.capture();
    Draft draft = new Draft(capture.userId(), known, timeMs);
    if (!taken(draft, known, capture, timeMs)) {
      return Decision.NOTHING;
    }
    told(draft, capture);
    Payment payment =
        new Payment(
            capture.auctionId(),
            capture.userId(),
            capture.sellerId(),
            capture.price(),
            capture.fee(),
            Payment.State.OPEN,
            timeMs,
            Math.addExact(timeMs, command.confirmWithinMs()),
            0,
            Payment.By.NOBODY,
            0);
    draft.change(new Change.OfPayment(payment));
    draft.tell(new Notice.PaymentHeld(payment));
    return draft.done();
  }

  /// @return false where the position is closed: this is a repeat
  private static boolean taken(Draft draft, Known known, Capture command, long timeMs) {
    Position position = positionOf(known, command.auctionId(), command.userId(), timeMs);
    if (position.closed()) {
      return false;
    }
    long rest = position.level() - command.price();
    if (rest < 0) {
      throw new IllegalStateException(
          "auction %d takes %d from user %d, who holds %d"
              .formatted(command.auctionId(), command.price(), command.userId(), position.level()));
    }
    Held held = new Held(command.userId());
    OptionalLong auction = OptionalLong.of(command.auctionId());
    draft.move(held, CLEARING, command.price(), Type.PAYMENT, auction);
    if (rest > 0) {
      draft.move(held, new Available(command.userId()), rest, Type.BID_RELEASE, auction);
    }
    long newest = Math.max(position.commandSeq(), command.commandSeq());
    draft.position(position.seen(newest).capturedFor(command.price(), timeMs));
    return true;
  }

  private static void told(Draft draft, Capture command) {
    draft.tell(new Paid(command.auctionId(), command.price(), draft.wallet()));
    draft.tell(new HoldChanged(command.auctionId(), 0, draft.wallet()));
  }

  private static Position positionOf(Known known, long auctionId, long userId, long timeMs) {
    return known.position().orElseGet(() -> Position.fresh(auctionId, userId, timeMs));
  }
}
