package com.neighborbid.wallet.funding.provider;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ChargeBack;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.FinishPayout;
import com.neighborbid.wallet.funding.provider.ProviderPayment.State;
import com.neighborbid.wallet.request.LogRequests;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Acts on the provider's word, whichever way it came and however often.
///
/// The log has it before our own row says so: whoever fails in between hears it again, and what is
/// appended twice counts once.
@Component
class ProviderDesk {
  private static final Logger log = LoggerFactory.getLogger(ProviderDesk.class);

  private final ProviderRows rows;
  private final LogRequests requests;

  ProviderDesk(ProviderRows rows, LogRequests requests) {
    this.rows = rows;
    this.requests = requests;
  }

  /// @throws com.neighborbid.common.error.ApiException SERVICE_UNAVAILABLE if it is not sure that
  ///   the word has been taken; it has to be said again
  void hear(ProviderPayment payment, Said said) {
    switch (payment.kind()) {
      case DEPOSIT -> deposit(payment, said);
      case PAYOUT -> payout(payment, said);
    }
  }

  private void deposit(ProviderPayment payment, Said said) {
    switch (said) {
      case Said.Unknown _, Said.Pending _ -> {
        // Nothing has happened yet.
      }
      case Said.Failed _ -> {
        if (!isForAPerson(payment, said)) {
          rows.failed(payment.id());
        }
      }
      case Said.Confirmed(long amount) -> {
        if (isForAPerson(payment, said)) {
          return;
        }
        if (amount == payment.amount()) {
          payIn(payment);
        } else {
          problem(payment, wrongAmount(payment, amount));
        }
      }
      case Said.ChargedBack(String chargebackId, long amount) -> {
        if (!isForAPerson(payment, said)) {
          takeBack(payment, chargebackId, amount);
        }
      }
    }
  }

  /// After a wrong amount a person decides: a machine that then moved the whole amount would create
  /// money. The same word again says nothing new.
  private boolean isForAPerson(ProviderPayment payment, Said said) {
    if (payment.state() != State.MISMATCH) {
      return false;
    }
    if (said instanceof Said.Confirmed(long amount)
        && String.valueOf(payment.problem()).contains(wrongAmount(payment, amount))) {
      return true;
    }
    problem(payment, "after a wrong amount it says " + said);
    return true;
  }

  /// Counts also after we gave up on it, or were told that it failed: the money is there.
  private void payIn(ProviderPayment payment) {
    if (payment.state() != State.CONFIRMED) {
      requests.appendDurably(
          new Deposit(payment.userId(), payment.id(), payment.amount()), payment.id().toString());
      rows.confirmed(payment.id());
    }
  }

  /// What is taken back was paid in, also where nobody has told us: the deposit goes first.
  private void takeBack(ProviderPayment payment, String chargebackId, long amount) {
    UUID id =
        BidIds.moneyRequest("chargeback", payment.userId(), payment.id() + "/" + chargebackId);
    if (amount < 1 || !rows.chargedBack(id, payment.id(), amount)) {
      problem(payment, "chargeback %s takes back %d".formatted(chargebackId, amount));
      return;
    }
    payIn(payment);
    requests.appendDurably(
        new ChargeBack(payment.userId(), id, payment.id(), amount), id.toString());
  }

  private void payout(ProviderPayment payout, Said said) {
    if (isForAPerson(payout, said)) {
      return;
    }
    switch (said) {
      case Said.Unknown _, Said.Pending _ -> {
        // Still on its way.
      }
      case Said.Confirmed(long amount) -> {
        if (amount != payout.amount()) {
          problem(payout, wrongAmount(payout, amount));
        } else if (payout.state() == State.FAILED || isInLedger(payout, "RETURNED")) {
          problem(payout, "paid out after it was said to have failed");
        } else if (payout.problem() != null) {
          problem(payout, "paid out in full after a person had decided");
        } else {
          finish(payout, true);
          rows.confirmed(payout.id());
        }
      }
      case Said.Failed _ -> {
        if (payout.state() == State.CONFIRMED || isInLedger(payout, "PAID")) {
          problem(payout, "failed after it was said to be paid out");
        } else {
          finish(payout, false);
          rows.failed(payout.id());
        }
      }
      case Said.ChargedBack(String chargebackId, _) ->
          problem(payout, "a payout cannot be charged back: " + chargebackId);
    }
  }

  private boolean isInLedger(ProviderPayment payout, String state) {
    return rows.payoutState(payout.id()).filter(state::equals).isPresent();
  }

  private void finish(ProviderPayment payout, boolean paid) {
    requests.appendDurably(
        new FinishPayout(payout.userId(), payout.id(), paid), "finish/" + payout.id());
  }

  private static String wrongAmount(ProviderPayment payment, long amount) {
    return "%s %d instead of %d"
        .formatted(
            switch (payment.kind()) {
              case DEPOSIT -> "confirmed with";
              case PAYOUT -> "paid out";
            },
            amount,
            payment.amount());
  }

  private void problem(ProviderPayment payment, String problem) {
    log.error("ALARM {} {}: {}", payment.kind(), payment.id(), problem);
    rows.problem(payment.id(), problem);
  }
}
