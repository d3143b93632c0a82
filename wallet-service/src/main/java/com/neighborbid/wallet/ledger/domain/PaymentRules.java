package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.FEES;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.ConfirmPayment;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayment;
import com.neighborbid.wallet.ledger.domain.Command.DisputePayment;
import com.neighborbid.wallet.ledger.domain.Command.ReleasePayment;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Payment.By;
import com.neighborbid.wallet.ledger.domain.Payment.State;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.Optional;
import java.util.OptionalLong;

/// Who gets a price that stays with the platform: decided once, under the buyer's key.
///
/// What is decided is never undone: the same word again is answered as done, the opposite one as
/// decided already.
final class PaymentRules {
  private PaymentRules() {}

  /// Also ends a dispute: the buyer is content now.
  static Decision confirm(Known known, ConfirmPayment command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome =
        known
            .payment()
            .map(payment -> toSeller(draft, payment, By.BUYER))
            .orElse(Outcome.NOT_FOUND);
    return draft.decided(command.requestId(), Kind.PAYMENT_CONFIRM, price(known), outcome, "");
  }

  /// The buyer has not said anything in time.
  static Decision release(Known known, ReleasePayment command, long timeMs) {
    Optional<Payment> due =
        known
            .payment()
            .filter(payment -> payment.state() == State.OPEN && payment.releaseAtMs() <= timeMs);
    if (due.isEmpty()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    release(draft, due.get(), By.TIME);
    return draft.done();
  }

  static Decision dispute(Known known, DisputePayment command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome =
        known.payment().map(payment -> disputed(draft, payment)).orElse(Outcome.NOT_FOUND);
    return draft.decided(command.requestId(), Kind.PAYMENT_DISPUTE, price(known), outcome, "");
  }

  private static Outcome disputed(Draft draft, Payment payment) {
    return switch (payment.state()) {
      case DISPUTED -> Outcome.DONE;
      case RELEASED, REFUNDED -> Outcome.ALREADY_DECIDED;
      case OPEN -> {
        Payment now = payment.disputed(draft.timeMs());
        draft.change(new Change.OfPayment(now));
        draft.tell(new Notice.PaymentDisputed(now));
        yield Outcome.DONE;
      }
    };
  }

  /// Possible without a dispute too: an admin may hear of it elsewhere.
  static Decision decide(Known known, DecidePayment command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome =
        known
            .payment()
            .map(
                payment ->
                    command.toSeller()
                        ? toSeller(draft, payment, By.ADMIN)
                        : toBuyer(draft, payment))
            .orElse(Outcome.NOT_FOUND);
    draft.change(
        new Change.OfAdmin(
            new AdminAction(
                command.requestId(),
                command.adminId(),
                command.toSeller() ? AdminAction.Kind.PAY_SELLER : AdminAction.Kind.REFUND_BUYER,
                command.userId(),
                OptionalLong.of(command.auctionId()),
                price(known),
                command.reason(),
                outcome,
                timeMs)));
    return draft.decided(
        command.requestId(), Kind.PAYMENT_DECISION, price(known), outcome, command.reason());
  }

  private static Outcome toSeller(Draft draft, Payment payment, By by) {
    return switch (payment.state()) {
      case RELEASED -> Outcome.DONE;
      case REFUNDED -> Outcome.ALREADY_DECIDED;
      case OPEN, DISPUTED -> {
        release(draft, payment, by);
        yield Outcome.DONE;
      }
    };
  }

  private static void release(Draft draft, Payment payment, By by) {
    Payment now = payment.decided(State.RELEASED, by, draft.timeMs());
    draft.change(new Change.OfPayment(now));
    if (payment.fee() > 0) {
      OptionalLong auction = OptionalLong.of(payment.auctionId());
      draft.move(CLEARING, FEES, payment.fee(), Type.FEE, auction);
    }
    draft.tell(new Notice.PaymentReleased(now));
    long due = payment.price() - payment.fee();
    if (due > 0) {
      draft.tell(new Notice.CreditDue(payment.sellerId(), payment.auctionId(), due));
    }
  }

  /// The whole price: the platform takes no fee of what was not sold in the end.
  private static Outcome toBuyer(Draft draft, Payment payment) {
    return switch (payment.state()) {
      case REFUNDED -> Outcome.DONE;
      case RELEASED -> Outcome.ALREADY_DECIDED;
      case OPEN, DISPUTED -> {
        Payment now = payment.decided(State.REFUNDED, By.ADMIN, draft.timeMs());
        draft.change(new Change.OfPayment(now));
        Available account = new Available(payment.buyerId());
        OptionalLong auction = OptionalLong.of(payment.auctionId());
        draft.move(CLEARING, account, payment.price(), Type.REFUND, auction);
        draft.tell(new Notice.PaymentRefunded(now, draft.wallet()));
        yield Outcome.DONE;
      }
    };
  }

  private static long price(Known known) {
    return known.payment().map(Payment::price).orElse(0L);
  }
}
