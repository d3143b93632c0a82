package com.neighborbid.user.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.domain.AccountRules;
import com.neighborbid.user.config.UserProperties;
import com.neighborbid.user.config.UserProperties.LoginLimit;
import com.neighborbid.user.signin.domain.Attempts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/// Bounds failed sign-ins: of one address in one account, of an account, and of an address. Who
/// guesses from one address keeps nobody out of the account but himself.
///
/// An attempt is counted before the password is looked at and forgiven when it was right: so any
/// number of attempts at once gets no more guesses than one after the other. Kept in memory per
/// instance.
@Component
class AttemptLimiter {
  private static final int MOST_KEYS = 100_000;

  /// Whatever cannot be a name: it would be a key of any length, or somebody else's.
  private static final String NOBODY = "(nobody)";

  private final LoginLimit settings;
  private final Clock clock;
  private final Cache<String, Attempts> attempts;

  AttemptLimiter(UserProperties properties, Clock clock) {
    this.settings = properties.loginLimit();
    this.clock = clock;
    this.attempts =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(settings.window().plusSeconds(1))
            .build();
  }

  /// A counted attempt, to be forgiven when it succeeds.
  record Attempt(String account, String address, Instant at) {
    String accountFromHere() {
      return account + " from " + address;
    }
  }

  /// @throws ApiException TOO_MANY_REQUESTS with the time to wait
  Attempt begin(String username, String clientAddress) {
    String account = AccountRules.isUsername(username) ? username : NOBODY;
    Attempt attempt =
        new Attempt("account " + account, "address " + clientAddress, clock.instant());
    if (settings.enabled()) {
      try {
        count(attempt.address(), settings.perAddress(), attempt.at());
        count(attempt.accountFromHere(), settings.perAccount(), attempt.at());
        count(attempt.account(), settings.perAccountAnywhere(), attempt.at());
      } catch (ApiException refused) {
        undecided(attempt);
        throw refused;
      }
    }
    return attempt;
  }

  /// Counts a request that costs something, whatever comes of it.
  ///
  /// @throws ApiException TOO_MANY_REQUESTS with the time to wait
  void request(String what, String clientAddress, int limit) {
    if (settings.enabled()) {
      count(what + " " + clientAddress, limit, clock.instant(), "TOO_MANY_REQUESTS.detail");
    }
  }

  /// The password was right: this address starts anew in this account, otherwise it was no failure.
  void succeeded(Attempt attempt) {
    attempts.invalidate(attempt.accountFromHere());
    undecided(attempt);
  }

  /// No verdict on the password was possible.
  void undecided(Attempt attempt) {
    forget(attempt.account(), attempt.at());
    forget(attempt.accountFromHere(), attempt.at());
    forget(attempt.address(), attempt.at());
  }

  private void count(String key, int limit, Instant now) {
    count(key, limit, now, "TOO_MANY_REQUESTS.login");
  }

  private void count(String key, int limit, Instant now, String text) {
    AtomicReference<Optional<Duration>> pause = new AtomicReference<>(Optional.empty());
    var _ =
        attempts
            .asMap()
            .compute(
                key,
                (_, known) -> {
                  Attempts before = known == null ? Attempts.NONE : known;
                  pause.set(before.pause(now, limit, settings.window()));
                  return pause.get().isPresent() ? before : before.plus(now, settings.window());
                });
    pause
        .get()
        .ifPresent(
            wait -> {
              throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS)
                  .withDetail(text)
                  .withRetryAfter(wait);
            });
  }

  private void forget(String key, Instant at) {
    var _ =
        attempts
            .asMap()
            .computeIfPresent(
                key,
                (_, known) -> {
                  Attempts left = known.minus(at);
                  return left.times().isEmpty() ? null : left;
                });
  }
}
