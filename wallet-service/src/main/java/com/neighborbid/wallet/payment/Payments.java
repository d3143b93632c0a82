package com.neighborbid.wallet.payment;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ConfirmPayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DisputePayment;
import com.neighborbid.common.contract.wallet.v1.WalletInput.PaidTo;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.request.LogRequests;
import com.neighborbid.wallet.request.LogRequests.Outcome;
import com.neighborbid.wallet.request.Refusals;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The life of a word on a payment: is there such a payment, and does the word change it? – append
/// – wait – show it as it is then. Repeats find it as they wanted it, and append nothing.
@Component
class Payments {
  private final PaymentRows rows;
  private final LogRequests requests;
  private final Clock clock;

  /// A payment after a word on it.
  ///
  /// @param known false where the engine has not answered in time: the word is in the log
  record Said(PaymentView payment, boolean known) {}

  Payments(PaymentRows rows, LogRequests requests, Clock clock) {
    this.rows = rows;
    this.requests = requests;
    this.clock = clock;
  }

  /// The buyer has what was paid for.
  ///
  /// @throws ApiException NOT_FOUND, PAYMENT_DECIDED or SERVICE_UNAVAILABLE
  Said confirm(long auctionId, long buyerId) {
    PaymentView payment = bought(auctionId, buyerId);
    if (payment.isReleased()) {
      return new Said(payment, true);
    }
    requireUndecided(payment);
    UUID id = BidIds.timeOrdered(clock);
    return ask(new ConfirmPayment(buyerId, id, auctionId), id, Kind.PAYMENT_CONFIRM, payment);
  }

  /// The buyer is not content. The text is written first, and beside the log.
  ///
  /// @throws ApiException NOT_FOUND, PAYMENT_DECIDED or SERVICE_UNAVAILABLE
  Said dispute(long auctionId, long buyerId, String reason) {
    PaymentView payment = bought(auctionId, buyerId);
    if (payment.isDisputed()) {
      return new Said(payment, true);
    }
    requireUndecided(payment);
    rows.say(auctionId, buyerId, reason);
    UUID id = BidIds.timeOrdered(clock);
    return ask(new DisputePayment(buyerId, id, auctionId), id, Kind.PAYMENT_DISPUTE, payment);
  }

  /// An admin decides. What is decided the same way already is not decided, and not noted, again.
  ///
  /// @throws ApiException NOT_FOUND, PAYMENT_DECIDED or SERVICE_UNAVAILABLE
  Said decide(long auctionId, PaidTo to, long adminId, String reason) {
    PaymentView payment =
        rows.withPlatform(auctionId).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    String wanted = to == PaidTo.SELLER ? "RELEASED" : "REFUNDED";
    if (payment.status().equals(wanted)) {
      return new Said(payment, true);
    }
    requireUndecided(payment);
    UUID id = BidIds.timeOrdered(clock);
    return ask(
        new DecidePayment(payment.buyerId(), id, auctionId, to, adminId, reason),
        id,
        Kind.PAYMENT_DECISION,
        payment);
  }

  private PaymentView bought(long auctionId, long buyerId) {
    return rows.bought(auctionId, buyerId).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static void requireUndecided(PaymentView payment) {
    if (!payment.isOpen() && !payment.isDisputed()) {
      throw ApiException.of(ErrorCode.PAYMENT_DECIDED);
    }
  }

  private Said ask(WalletInput word, UUID id, Kind kind, PaymentView payment) {
    return switch (requests.ask(word, id, kind, payment.amount())) {
      case Outcome.Waiting _ -> new Said(payment, false);
      case Outcome.Decided(MoneyRequest request, _) -> {
        ErrorCode refusal = Refusals.of(request.outcome());
        if (refusal != null) {
          throw ApiException.of(refusal);
        }
        Optional<PaymentView> now =
            payment.role() == null
                ? rows.withPlatform(payment.auctionId())
                : rows.bought(payment.auctionId(), payment.buyerId());
        yield new Said(now.orElse(payment), true);
      }
    };
  }
}
