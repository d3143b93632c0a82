package com.neighborbid.wallet.funding.provider;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.wallet.funding.provider.ProviderPayment.Kind;
import com.neighborbid.wallet.funding.provider.ProviderPayment.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Asks the provider for what it has not told us, sends payouts, and lets deposits expire that
/// nobody confirmed.
@Component
@ConditionalOnProperty(name = "neighborbid.wallet.provider.kind", havingValue = "http")
class ProviderCheck {
  private static final Logger log = LoggerFactory.getLogger(ProviderCheck.class);
  private static final int AT_ONCE = 200;
  private static final int DOUBLINGS_MAX = 6;
  private static final Duration EXPIRED_EVERY = Duration.ofHours(1);

  private final PaymentProvider provider;
  private final ProviderRows rows;
  private final ProviderDesk desk;
  private final ProviderProperties properties;
  private final Clock clock;

  ProviderCheck(
      PaymentProvider provider,
      ProviderRows rows,
      ProviderDesk desk,
      ProviderProperties properties,
      Clock clock) {
    this.provider = provider;
    this.rows = rows;
    this.desk = desk;
    this.properties = properties;
    this.clock = clock;
  }

  /// One round. It ends early when the provider or the log is away: the next one goes on.
  void check() {
    rows.adoptPayouts();
    rows.adoptDecisions();
    for (ProviderPayment payment : rows.due(AT_ONCE)) {
      try {
        check(payment);
      } catch (ProviderAwayException | ApiException e) {
        log.warn("{} {} cannot be checked now: {}", payment.kind(), payment.id(), e.getMessage());
        rows.later(payment.id(), next(payment));
        return;
      }
    }
  }

  private void check(ProviderPayment payment) {
    Said said = ask(payment);
    switch (said) {
      case Said.Pending(String confirmUrl) -> wait(payment, confirmUrl);
      case Said.Unknown _ -> unknown(payment);
      case Said.Confirmed _, Said.Failed _, Said.ChargedBack _ -> desk.hear(payment, said);
    }
  }

  /// A payout that the provider does not know is sent, however often that takes: it knows ours by
  /// their ids. A deposit it does not know is created by its user, or not at all.
  private Said ask(ProviderPayment payment) {
    if (payment.kind() == Kind.DEPOSIT) {
      return provider.payment(payment.id());
    }
    Said said = payment.state() == State.NEW ? new Said.Unknown() : provider.payout(payment.id());
    return said instanceof Said.Unknown
        ? provider.createPayout(payment.id(), payment.userId(), payment.amount())
        : said;
  }

  private void wait(ProviderPayment payment, @Nullable String confirmUrl) {
    Instant expiresAt = payment.expiresAt();
    Instant now = clock.instant();
    if (expiresAt == null || now.isBefore(expiresAt)) {
      Instant next = next(payment);
      Instant first = expiresAt != null && expiresAt.isBefore(next) ? expiresAt : next;
      rows.pending(payment.id(), confirmUrl, first);
    } else {
      boolean late = now.isBefore(payment.createdAt().plus(properties.lateFor()));
      rows.expired(payment.id(), late ? now.plus(EXPIRED_EVERY) : null);
    }
  }

  /// It stays as it is, so that its user's next attempt creates it.
  private void unknown(ProviderPayment payment) {
    Instant expiresAt = payment.expiresAt();
    if (expiresAt == null || clock.instant().isBefore(expiresAt)) {
      rows.later(payment.id(), next(payment));
    } else {
      wait(payment, null);
    }
  }

  private Instant next(ProviderPayment payment) {
    int doublings = Math.min(payment.checks(), DOUBLINGS_MAX);
    return clock.instant().plus(properties.pollAfter().multipliedBy(1L << doublings));
  }
}
