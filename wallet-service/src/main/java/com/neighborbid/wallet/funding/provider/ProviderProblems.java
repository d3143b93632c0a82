package com.neighborbid.wallet.funding.provider;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput.DecidePayout;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.wallet.funding.provider.ProviderPayment.Kind;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.request.LogRequests;
import com.neighborbid.wallet.request.LogRequests.Outcome;
import com.neighborbid.wallet.request.Refusals;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What admins do about what the provider said that cannot be.
///
/// A payout that is in flight is decided by an admin's word in the log. Everything else the ledger
/// has decided before: it is put right with a correction of the wallet, and closed.
@Component
class ProviderProblems {
  private static final String IN_FLIGHT = "IN_FLIGHT";

  private final ProviderRows rows;
  private final LogRequests requests;
  private final Clock clock;

  ProviderProblems(ProviderRows rows, LogRequests requests, Clock clock) {
    this.rows = rows;
    this.requests = requests;
    this.clock = clock;
  }

  /// Ends a payout in flight of which the provider says what cannot be.
  ///
  /// @param paidOut what has left for good, in whole won; the rest returns to the wallet
  /// @return false where the word is in the log and not decided yet
  /// @throws ApiException NOT_FOUND where there is no such problem, PAYMENT_DECIDED where the
  ///   payout is at its end, AMOUNT_OUT_OF_RANGE, SERVICE_UNAVAILABLE
  boolean decide(UUID id, long paidOut, long adminId, String reason) {
    ProviderPayment payout = open(id);
    if (!isInFlight(payout)) {
      throw ApiException.of(ErrorCode.PAYMENT_DECIDED);
    }
    UUID request = BidIds.timeOrdered(clock);
    DecidePayout word = new DecidePayout(payout.userId(), request, id, paidOut, adminId, reason);
    return switch (requests.ask(word, request, MoneyRequest.Kind.PAYOUT_DECISION, paidOut)) {
      case Outcome.Waiting _ -> false;
      case Outcome.Decided(MoneyRequest decided, _) -> {
        ErrorCode refusal = Refusals.of(decided.outcome());
        if (refusal != null) {
          throw ApiException.of(refusal);
        }
        rows.adoptDecisions();
        yield true;
      }
    };
  }

  /// Takes off the list what a correction has put right.
  ///
  /// @throws ApiException NOT_FOUND where there is no such problem, PAYOUT_IN_FLIGHT where a payout
  ///   has to be decided instead
  void close(UUID id, long adminId, String reason) {
    if (isInFlight(open(id))) {
      throw ApiException.of(ErrorCode.PAYOUT_IN_FLIGHT);
    }
    if (!rows.close(BidIds.timeOrdered(clock), id, adminId, reason)) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
  }

  private boolean isInFlight(ProviderPayment payment) {
    return payment.kind() == Kind.PAYOUT
        && rows.payoutState(payment.id()).filter(IN_FLIGHT::equals).isPresent();
  }

  private ProviderPayment open(UUID id) {
    return rows.openProblem(id).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }
}
