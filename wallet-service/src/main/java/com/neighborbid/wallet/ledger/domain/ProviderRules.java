package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_IN;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_OUT;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.LOSS;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.PAYOUTS;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.ChargeBack;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayout;
import com.neighborbid.wallet.ledger.domain.Command.FinishPayout;
import com.neighborbid.wallet.ledger.domain.Command.RequestPayout;
import com.neighborbid.wallet.ledger.domain.Command.Unblock;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Payout.State;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.OptionalLong;

/// What a payment provider's word does to a wallet: payouts that arrive or return, deposits that
/// are taken back.
final class ProviderRules {
  private ProviderRules() {}

  /// The money leaves the user at once, so that it cannot be spent while it is on its way.
  static Decision request(Known known, RequestPayout command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome = draft.wallet().mayPay(command.amount());
    if (outcome == Outcome.DONE) {
      Available account = new Available(command.userId());
      draft.move(account, PAYOUTS, command.amount(), Type.WITHDRAWAL, OptionalLong.empty());
      draft.change(
          new Change.OfPayout(
              new Payout(
                  command.requestId(),
                  command.userId(),
                  command.amount(),
                  State.IN_FLIGHT,
                  timeMs,
                  0)));
      draft.tell(new Notice.PayoutStarted(command.requestId(), command.amount(), draft.wallet()));
    }
    return draft.decided(command.requestId(), Kind.WITHDRAWAL, command.amount(), outcome, "");
  }

  /// Counts once: the provider's word on a payout that is not in flight changes nothing.
  static Decision finish(Known known, FinishPayout command, long timeMs) {
    Payout payout = known.payout().orElse(null);
    if (payout == null || payout.state() != State.IN_FLIGHT) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    end(draft, payout, command.paid() ? payout.amount() : 0);
    return draft.done();
  }

  /// The way out where the provider's word cannot be acted on. Only while the payout is in flight:
  /// what was decided before stays, and is put right with a correction.
  static Decision decide(Known known, DecidePayout command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome =
        known.payout().map(payout -> decided(draft, payout, command)).orElse(Outcome.NOT_FOUND);
    draft.change(
        new Change.OfAdmin(
            new AdminAction(
                command.requestId(),
                command.adminId(),
                AdminAction.Kind.DECIDE_PAYOUT,
                command.userId(),
                OptionalLong.empty(),
                command.paidOut(),
                command.reason(),
                outcome,
                timeMs)));
    return draft.decided(
        command.requestId(), Kind.PAYOUT_DECISION, command.paidOut(), outcome, command.reason());
  }

  private static Outcome decided(Draft draft, Payout payout, DecidePayout command) {
    if (payout.state() != State.IN_FLIGHT) {
      return Outcome.ALREADY_DECIDED;
    }
    if (command.paidOut() > payout.amount()) {
      return Outcome.AMOUNT_OUT_OF_RANGE;
    }
    end(draft, payout, command.paidOut());
    return Outcome.DONE;
  }

  /// @param paidOut what has left for good; the rest returns
  private static void end(Draft draft, Payout payout, long paidOut) {
    State now = paidOut > 0 ? State.PAID : State.RETURNED;
    draft.change(new Change.OfPayout(payout.decided(now, draft.timeMs())));
    long rest = payout.amount() - paidOut;
    if (paidOut > 0) {
      draft.move(PAYOUTS, CASH_OUT, paidOut, Type.PAYOUT, OptionalLong.empty());
      draft.tell(new Notice.Withdrawn(payout.id(), paidOut, draft.wallet()));
    }
    if (rest > 0) {
      Available account = new Available(payout.userId());
      draft.move(PAYOUTS, account, rest, Type.WITHDRAWAL_RETURN, OptionalLong.empty());
      draft.tell(new Notice.PayoutReturned(payout.id(), rest, draft.wallet()));
    }
  }

  /// Takes what may be spent; what stands behind bids stays there, because the auctions count on
  /// it. The rest is the platform's loss. Either way the wallet is blocked.
  static Decision chargeBack(Known known, ChargeBack command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    draft.open();
    long covered = Math.min(command.amount(), draft.wallet().available());
    long loss = command.amount() - covered;
    if (covered > 0) {
      Available account = new Available(command.userId());
      draft.move(account, CASH_IN, covered, Type.CHARGEBACK, OptionalLong.empty());
    }
    if (loss > 0) {
      draft.move(LOSS, CASH_IN, loss, Type.CHARGEBACK_LOSS, OptionalLong.empty());
    }
    draft.tell(
        new Notice.ChargedBack(
            command.requestId(), command.paymentId(), command.amount(), loss, draft.wallet()));
    draft.block(true);
    return draft.decided(command.requestId(), Kind.CHARGEBACK, command.amount(), Outcome.DONE, "");
  }

  static Decision unblock(Known known, Unblock command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    draft.block(false);
    draft.change(
        new Change.OfAdmin(
            new AdminAction(
                command.requestId(),
                command.adminId(),
                AdminAction.Kind.UNBLOCK,
                command.userId(),
                OptionalLong.empty(),
                0,
                command.reason(),
                Outcome.DONE,
                timeMs)));
    return draft.decided(command.requestId(), Kind.UNBLOCK, 0, Outcome.DONE, command.reason());
  }
}
