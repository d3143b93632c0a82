package com.neighborbid.wallet.ledger.domain;

import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_IN;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CASH_OUT;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.CLEARING;
import static com.neighborbid.wallet.ledger.domain.Account.Platform.LOSS;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Command.Adjust;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.Open;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import com.neighborbid.wallet.ledger.domain.Transfer.Type;
import java.util.OptionalLong;
import java.util.UUID;

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
      return refused(
          draft, command.requestId(), Kind.DEPOSIT, command.amount(), Outcome.AMOUNT_OUT_OF_RANGE);
    }
    draft.open();
    Available account = new Available(command.userId());
    draft.move(CASH_IN, account, command.amount(), Type.DEPOSIT, OptionalLong.empty());
    draft.tell(new Notice.Deposited(command.requestId(), command.amount(), draft.wallet()));
    return decided(draft, command.requestId(), Kind.DEPOSIT, command.amount(), Outcome.DONE, "");
  }

  private static Decision withdraw(Known known, Withdraw command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    if (command.amount() > draft.wallet().available()) {
      return refused(
          draft,
          command.requestId(),
          Kind.WITHDRAWAL,
          command.amount(),
          Outcome.INSUFFICIENT_FUNDS);
    }
    Available account = new Available(command.userId());
    draft.move(account, CASH_OUT, command.amount(), Type.WITHDRAWAL, OptionalLong.empty());
    draft.tell(new Notice.Withdrawn(command.requestId(), command.amount(), draft.wallet()));
    return decided(draft, command.requestId(), Kind.WITHDRAWAL, command.amount(), Outcome.DONE, "");
  }

  private static Decision adjust(Known known, Adjust command, long timeMs) {
    if (known.seen()) {
      return Decision.NOTHING;
    }
    Draft draft = new Draft(command.userId(), known, timeMs);
    UUID id = command.requestId();
    long amount = command.amount();
    if (amount > 0 ? !fits(draft.wallet(), amount) : -amount > draft.wallet().available()) {
      Outcome outcome = amount > 0 ? Outcome.AMOUNT_OUT_OF_RANGE : Outcome.INSUFFICIENT_FUNDS;
      return decided(draft, id, Kind.ADJUSTMENT, amount, outcome, command.reason());
    }
    Available account = new Available(command.userId());
    if (amount > 0) {
      draft.open();
      draft.move(LOSS, account, amount, Type.ADJUSTMENT, OptionalLong.empty());
    } else {
      draft.move(account, LOSS, -amount, Type.ADJUSTMENT, OptionalLong.empty());
    }
    draft.tell(new Notice.Adjusted(id, amount, draft.wallet()));
    return decided(draft, id, Kind.ADJUSTMENT, amount, Outcome.DONE, command.reason());
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

  private static Decision refused(Draft draft, UUID id, Kind kind, long amount, Outcome outcome) {
    return decided(draft, id, kind, amount, outcome, "");
  }

  private static Decision decided(
      Draft draft, UUID id, Kind kind, long amount, Outcome outcome, String reason) {
    Wallet after = draft.wallet();
    draft.request(
        new MoneyRequest(
            id,
            after.userId(),
            kind,
            amount,
            outcome,
            after.available(),
            after.held(),
            reason,
            draft.timeMs()));
    return draft.done();
  }
}
