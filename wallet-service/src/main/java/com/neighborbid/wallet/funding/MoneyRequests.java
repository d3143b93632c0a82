package com.neighborbid.wallet.funding;

import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.wallet.config.WalletProperties;
import com.neighborbid.wallet.funding.DecidedRequests.Waiter;
import com.neighborbid.wallet.funding.PendingRequests.Pending;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The life of a deposit or withdrawal: was it decided before? – append – wait for the decision.
@Component
class MoneyRequests {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final LogAppender appender;
  private final DecidedRequests decided;
  private final RequestRows rows;
  private final PendingRequests pending;
  private final Duration waitLimit;

  /// What came of a request.
  sealed interface Outcome {
    /// @param replayed whether it had been decided before this call
    record Decided(MoneyRequest request, boolean replayed) implements Outcome {}

    /// Nothing is known yet.
    record Waiting(UUID id) implements Outcome {}
  }

  MoneyRequests(
      LogAppender appender,
      DecidedRequests decided,
      RequestRows rows,
      PendingRequests pending,
      WalletProperties properties) {
    this.appender = appender;
    this.decided = decided;
    this.rows = rows;
    this.pending = pending;
    this.waitLimit = properties.requestWait();
  }

  /// @throws ApiException SERVICE_UNAVAILABLE if the request was certainly not taken
  Outcome deposit(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("deposit", userId, idempotencyKey);
    return ask(new Deposit(userId, id, amount), new Pending(id, userId, Kind.DEPOSIT, amount));
  }

  /// @throws ApiException SERVICE_UNAVAILABLE if the request was certainly not taken
  Outcome withdraw(long userId, String idempotencyKey, long amount) {
    UUID id = BidIds.moneyRequest("withdrawal", userId, idempotencyKey);
    return ask(new Withdraw(userId, id, amount), new Pending(id, userId, Kind.WITHDRAWAL, amount));
  }

  private Outcome ask(WalletInput input, Pending request) {
    UUID id = request.id();
    try (Waiter waiter = decided.await(id)) {
      Optional<MoneyRequest> before = rows.find(id);
      if (before.isPresent()) {
        return new Outcome.Decided(before.get(), true);
      }
      append(input, id);
      Optional<MoneyRequest> now = decision(waiter, id);
      if (now.isPresent()) {
        return new Outcome.Decided(now.get(), false);
      }
      pending.remember(request);
      return new Outcome.Waiting(id);
    }
  }

  /// A failure of what was handed over comes later and tells nothing: the record may be in the log.
  private void append(WalletInput input, UUID id) {
    try {
      var _ =
          appender.append(
              Topics.WALLET_LOG,
              input.userId(),
              WalletInputCodec.typeOf(input),
              id.toString(),
              ContractJson.write(input));
    } catch (LogUnavailableException _) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
    }
  }

  /// Woken by a lane of this process, or found in the database when another instance owns the lane.
  private Optional<MoneyRequest> decision(Waiter waiter, UUID id) {
    long deadline = System.nanoTime() + waitLimit.toNanos();
    try {
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        try {
          long slice = Math.min(left, LOOK_EVERY.toNanos());
          return Optional.of(waiter.decided().get(slice, TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
          Optional<MoneyRequest> row = look(id);
          if (row.isPresent()) {
            return row;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The database may be away by now; the request is in the log and will be decided.
  private Optional<MoneyRequest> look(UUID id) {
    try {
      return rows.find(id);
    } catch (DataAccessException _) {
      return Optional.empty();
    }
  }
}
