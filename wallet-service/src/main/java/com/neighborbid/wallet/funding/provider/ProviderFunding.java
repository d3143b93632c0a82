package com.neighborbid.wallet.funding.provider;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput.RequestPayout;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.wallet.funding.Funding;
import com.neighborbid.wallet.funding.provider.ProviderPayment.Kind;
import com.neighborbid.wallet.funding.provider.ProviderPayment.State;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.request.LogRequests;
import com.neighborbid.wallet.request.LogRequests.Outcome.Decided;
import com.neighborbid.wallet.request.RequestRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Money by way of a payment provider: a deposit counts when the provider has confirmed it, a
/// withdrawal leaves at once and is out when the provider has confirmed that.
@Component
@ConditionalOnProperty(name = "neighborbid.wallet.provider.kind", havingValue = "http")
class ProviderFunding implements Funding {
  private static final Logger log = LoggerFactory.getLogger(ProviderFunding.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final PaymentProvider provider;
  private final ProviderRows rows;
  private final ProviderDesk desk;
  private final RequestRows decided;
  private final LogRequests requests;
  private final ProviderProperties properties;
  private final Clock clock;

  ProviderFunding(
      PaymentProvider provider,
      ProviderRows rows,
      ProviderDesk desk,
      RequestRows decided,
      LogRequests requests,
      ProviderProperties properties,
      Clock clock) {
    this.provider = provider;
    this.rows = rows;
    this.desk = desk;
    this.decided = decided;
    this.requests = requests;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Asked deposit(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("deposit", userId, idempotencyKey);
    Optional<MoneyRequest> before = decided.find(id);
    if (before.isPresent()) {
      return new Asked.OfLedger(new Decided(before.get(), true));
    }
    Instant now = clock.instant();
    ProviderPayment payment =
        rows.open(
            id,
            userId,
            amount,
            now.plus(properties.confirmWithin()),
            now.plus(properties.pollAfter()));
    if (isToBeCreated(payment) && payment.amount() == amount) {
      create(payment, now);
    }
    return new Asked.OfProvider(elsewhere(rows.find(id).orElseThrow()));
  }

  /// Also what is known to be pending and cannot be confirmed: the provider says where, to who asks
  /// for the same once more.
  private static boolean isToBeCreated(ProviderPayment payment) {
    return payment.state() == State.NEW
        || (payment.state() == State.PENDING && payment.confirmUrl() == null);
  }

  private void create(ProviderPayment payment, Instant now) {
    Said said;
    try {
      said = provider.createPayment(payment.id(), payment.userId(), payment.amount());
    } catch (ProviderAwayException e) {
      throw notNow(payment, e.getMessage());
    }
    switch (said) {
      case Said.Pending(String confirmUrl) ->
          rows.pending(payment.id(), confirmUrl, now.plus(properties.pollAfter()));
      // A provider that does not know what it was asked to create has not created it.
      case Said.Unknown _ -> throw notNow(payment, "unknown");
      case Said.Confirmed _, Said.Failed _, Said.ChargedBack _ -> desk.hear(payment, said);
    }
  }

  private static ApiException notNow(ProviderPayment payment, @Nullable String why) {
    log.warn("Deposit {} is not created now: {}", payment.id(), why);
    return ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
  }

  @Override
  public Asked withdraw(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("withdrawal", userId, idempotencyKey);
    return new Asked.OfLedger(
        requests.ask(
            new RequestPayout(userId, id, amount), id, MoneyRequest.Kind.WITHDRAWAL, amount));
  }

  @Override
  public Optional<Elsewhere> elsewhere(UUID id, long userId) {
    return rows.find(id)
        .filter(payment -> payment.userId() == userId && payment.kind() == Kind.DEPOSIT)
        .map(ProviderFunding::elsewhere);
  }

  @Override
  public Way wayOf(MoneyRequest withdrawal) {
    // One that was decided while money left at once has no payout.
    return switch (rows.payoutState(withdrawal.id()).orElse("PAID")) {
      case "IN_FLIGHT" -> Way.PENDING;
      case "RETURNED" -> Way.RETURNED;
      default -> Way.DONE;
    };
  }

  private static Elsewhere elsewhere(ProviderPayment payment) {
    Status status =
        switch (payment.state()) {
          case NEW, PENDING, MISMATCH -> Status.PENDING;
          case CONFIRMED -> Status.CONFIRMED;
          case FAILED -> Status.FAILED;
          case EXPIRED -> Status.EXPIRED;
        };
    boolean open = payment.state() == State.PENDING;
    return new Elsewhere(
        payment.id(), payment.amount(), status, open ? payment.confirmUrl() : null);
  }
}
