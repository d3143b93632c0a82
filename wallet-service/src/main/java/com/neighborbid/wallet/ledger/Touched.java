package com.neighborbid.wallet.ledger;

import com.neighborbid.wallet.ledger.domain.Command;
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
import com.neighborbid.wallet.ledger.domain.Ledger.PositionKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What the commands touch.
record Touched(
    Set<Long> users,
    Set<PositionKey> positions,
    Set<UUID> requests,
    Set<UUID> credits,
    Set<Long> payments,
    Set<UUID> payouts) {
  static Touched by(List<Command> commands) {
    Touched touched =
        new Touched(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>());
    commands.forEach(touched::add);
    return touched;
  }

  private void add(Command command) {
    users.add(command.userId());
    switch (command) {
      case Open _ -> {}
      case Deposit deposit -> requests.add(deposit.requestId());
      case Withdraw withdraw -> requests.add(withdraw.requestId());
      case Adjust adjust -> requests.add(adjust.requestId());
      case Credit credit -> credits.add(credit.creditId());
      case SetHold hold -> positions.add(new PositionKey(hold.auctionId(), hold.userId()));
      case Capture capture -> positions.add(new PositionKey(capture.auctionId(), capture.userId()));
      case CaptureUntilConfirmed(Capture capture, _) ->
          positions.add(new PositionKey(capture.auctionId(), capture.userId()));
      case ConfirmPayment confirm -> payment(confirm.auctionId(), confirm.requestId());
      case DisputePayment dispute -> payment(dispute.auctionId(), dispute.requestId());
      case DecidePayment decide -> payment(decide.auctionId(), decide.requestId());
      case ReleasePayment release -> payments.add(release.auctionId());
      case RequestPayout request -> requests.add(request.requestId());
      case FinishPayout finish -> payouts.add(finish.payoutId());
      case DecidePayout decide -> {
        payouts.add(decide.payoutId());
        requests.add(decide.requestId());
      }
      case ChargeBack chargeBack -> requests.add(chargeBack.requestId());
      case Unblock unblock -> requests.add(unblock.requestId());
    }
  }

  private void payment(long auctionId, UUID requestId) {
    payments.add(auctionId);
    requests.add(requestId);
  }
}
