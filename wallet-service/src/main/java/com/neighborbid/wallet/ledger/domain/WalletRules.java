package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_IN;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_OUT;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.LOSS;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.Adjust;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.CaptureUntilConfirmed;
import com.neighborbid.wallet.ledger.domain.Command.ChargeBack;
import com.neighborbid.wallet.ledger.domain.Command.ConfirmPayment;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayment;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayout;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.DisputePayment;
import com.neighborbid.wallet.ledger.domain.Command.FinishPayout;
import com.neighborbid.wallet.ledger.domain.Command.Open;
import com.neighborbid.wallet.ledger.domain.Command.ReleasePayment;
import com.neighborbid.wallet.ledger.domain.Command.RequestPayout;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Unblock;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.OptionalLong;

/// Decides a command: what is known and the log's time in, what changes out.
///
/// Every rule has the same order: seen before → allowed → move. Nothing may fail once money moves.
public final class WalletRules {
  private WalletRules() {}

  /// @param timeMs log time in milliseconds
  /// @throws IllegalStateException if a capture asks for more than is held
  /// @throws ArithmeticException if a balance would not fit a `long`
  public static Decision decide(Known known, Command command, long timeMs) {
    return switch (command) {
      case Open open -> open(known, open, timeMs);
      case Deposit deposit -> deposit(known, deposit, timeMs);
      case Withdraw withdraw -> withdraw(known, withdraw, timeMs);
      case Adjust adjust -> adjust(known, adjust, timeMs);
      case SetHold setHold -> HoldRules.setHold(known, setHold, timeMs);
      case Capture capture -> HoldRules.capture(known, capture, timeMs);
      case Credit credit -> credit(known, credit, timeMs);
      case CaptureUntilConfirmed capture -> HoldRules.captureUntilConfirmed(known, capture, timeMs);
      case ConfirmPayment confirm -> PaymentRules.confirm(known, confirm, timeMs);
      case ReleasePayment release -> PaymentRules.release(known, release, timeMs);
      case DisputePayment dispute -> PaymentRules.dispute(known, dispute, timeMs);
      case DecidePayment decide -> PaymentRules.decide(known, decide, timeMs);
      case RequestPayout request -> ProviderRules.request(known, request, timeMs);
      case FinishPayout finish -> ProviderRules.finish(known, finish, timeMs);
      case DecidePayout decide -> ProviderRules.decide(known, decide, timeMs);
      case ChargeBack chargeBack -> ProviderRules.chargeBack(known, chargeBack, timeMs);
      case Unblock unblock -> ProviderRules.unblock(known, unblock, timeMs);
    };
  }

  private static Decision open(Known known, Open command, long timeMs) {
    Draft draft = new Draft(command.userId(), known, timeMs);
    draft.open();
    return draft.done();
  }

  private static Decision deposit(Known known, Deposit command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    if (!fits(draft.wallet(), command.amount())) {
      return draft.decided(
          command.requestId(), Kind.DEPOSIT, command.amount(), Outcome.AMOUNT_OUT_OF_RANGE, "");
    }
    draft.open();
    Available account = new Available(command.userId());
    draft.move(CASH_IN, account, command.amount(), Type.DEPOSIT, OptionalLong.empty());
    draft.tell(new Notice.Deposited(command.requestId(), command.amount(), draft.wallet()));
    return draft.decided(command.requestId(), Kind.DEPOSIT, command.amount(), Outcome.DONE, "");
  }

  private static Decision withdraw(Known known, Withdraw command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome = draft.wallet().mayPay(command.amount());
    if (outcome == Outcome.DONE) {
      Available account = new Available(command.userId());
      draft.move(account, CASH_OUT, command.amount(), Type.WITHDRAWAL, OptionalLong.empty());
      draft.tell(new Notice.Withdrawn(command.requestId(), command.amount(), draft.wallet()));
    }
    return draft.decided(command.requestId(), Kind.WITHDRAWAL, command.amount(), outcome, "");
  }

  private static Decision adjust(Known known, Adjust command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    Outcome outcome = adjusted(draft, command);
    if (command.adminId() > 0) {
      draft.change(
          new Change.OfAdmin(
              new AdminAction(
                  command.requestId(),
                  command.adminId(),
                  AdminAction.Kind.ADJUST,
                  command.userId(),
                  OptionalLong.empty(),
                  command.amount(),
                  command.reason(),
                  outcome,
                  timeMs)));
    }
    return draft.decided(
        command.requestId(), Kind.ADJUSTMENT, command.amount(), outcome, command.reason());
  }

  /// Also of a blocked wallet: that is how a debt is collected.
  private static Outcome adjusted(Draft draft, Adjust command) {
    long amount = command.amount();
    Available account = new Available(command.userId());
    if (amount > 0) {
      if (!fits(draft.wallet(), amount)) {
        return Outcome.AMOUNT_OUT_OF_RANGE;
      }
      draft.open();
      draft.move(LOSS, account, amount, Type.ADJUSTMENT, OptionalLong.empty());
    } else {
      if (-amount > draft.wallet().available()) {
        return Outcome.INSUFFICIENT_FUNDS;
      }
      draft.move(account, LOSS, -amount, Type.ADJUSTMENT, OptionalLong.empty());
    }
    draft.tell(new Notice.Adjusted(command.requestId(), amount, draft.wallet()));
    return Outcome.DONE;
  }

  /// Never refused: the money is in clearing and belongs to the seller.
  private static Decision credit(Known known, Credit command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    draft.open();
    Available account = new Available(command.userId());
    OptionalLong auction = OptionalLong.of(command.auctionId());
    draft.move(CLEARING, account, command.amount(), Type.EARNING, auction);
    draft.credit(
        new SellerCredit(
            command.creditId(), command.auctionId(), command.userId(), command.amount(), timeMs));
    draft.tell(new Notice.Earned(command.auctionId(), command.amount(), draft.wallet()));
    return draft.done();
  }

  private static boolean fits(Wallet wallet, long amount) {
    return amount <= Limits.OWNED_MAX && wallet.owned() <= Limits.OWNED_MAX - amount;
  }
}
