package com.neighborbid.wallet.funding;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.request.LogRequests;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Money comes and goes at once, for development and tests: nobody outside is asked.
@Component
@ConditionalOnProperty(
    name = "neighborbid.wallet.provider.kind",
    havingValue = "instant",
    matchIfMissing = true)
class InstantFunding implements Funding {
  private final LogRequests requests;

  InstantFunding(LogRequests requests) {
    this.requests = requests;
  }

  @Override
  public Asked deposit(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("deposit", userId, idempotencyKey);
    return new Asked.OfLedger(
        requests.ask(new Deposit(userId, id, amount), id, Kind.DEPOSIT, amount));
  }

  @Override
  public Asked withdraw(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("withdrawal", userId, idempotencyKey);
    return new Asked.OfLedger(
        requests.ask(new Withdraw(userId, id, amount), id, Kind.WITHDRAWAL, amount));
  }

  @Override
  public Optional<Elsewhere> elsewhere(UUID id, long userId) {
    return Optional.empty();
  }

  @Override
  public Way wayOf(MoneyRequest withdrawal) {
    return Way.DONE;
  }
}
