package com.neighborbid.wallet.request;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogAppender.Appended;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.wallet.config.WalletProperties;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.request.DecidedRequests.Waiter;
import com.neighborbid.wallet.request.PendingRequests.Pending;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The life of a request to the engine: was it decided before? – append – wait for the decision.
@Component
public class LogRequests {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
  private static final Duration DURABLE_LIMIT = Duration.ofSeconds(5);

  private final LogAppender appender;
  private final DecidedRequests decided;
  private final RequestRows rows;
  private final PendingRequests pending;
  private final Duration waitLimit;

  /// What came of a request.
  public sealed interface Outcome {
    /// @param replayed whether it had been decided before this call
    record Decided(MoneyRequest request, boolean replayed) implements Outcome {}

    /// It is not decided yet.
    ///
    /// @param kept whether the log has it for good; else that is unknown
    record Waiting(UUID id, boolean kept) implements Outcome {}
  }

  LogRequests(
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

  /// Appends a request under its id and waits for what the engine says to it. One that was decided
  /// before is not appended again.
  ///
  /// @throws ApiException SERVICE_UNAVAILABLE if the request was certainly not taken, as far as
  ///   this process knows
  public Outcome ask(WalletInput input, UUID id, Kind kind, long amount) {
    return ask(input, new Pending(id, input.userId(), kind, amount));
  }

  /// Appends what nobody waits for, and returns when the log has it for good.
  ///
  /// @param id the same for a repeat of the same
  /// @throws ApiException SERVICE_UNAVAILABLE if that is not known; it may be in the log
  public void appendDurably(WalletInput input, String id) {
    try {
      var _ = send(input, id).get(DURABLE_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (LogUnavailableException | ExecutionException | TimeoutException _) {
      throw unavailable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private Outcome ask(WalletInput input, Pending request) {
    UUID id = request.id();
    try (Waiter waiter = decided.await(id)) {
      Optional<MoneyRequest> before = rows.find(id);
      if (before.isPresent()) {
        return new Outcome.Decided(before.get(), true);
      }
      CompletableFuture<Appended> appended;
      try {
        appended = send(input, id.toString());
      } catch (LogUnavailableException _) {
        if (pending.find(id).isEmpty()) {
          throw unavailable();
        }
        return new Outcome.Waiting(id, false); // an earlier sending may be in the log
      }
      pending.remember(request);
      return decision(waiter, id)
          .<Outcome>map(now -> new Outcome.Decided(now, false))
          .orElseGet(() -> new Outcome.Waiting(id, appended.state() == Future.State.SUCCESS));
    }
  }

  private CompletableFuture<Appended> send(WalletInput input, String id) {
    return appender.append(
        Topics.WALLET_LOG,
        input.userId(),
        WalletInputCodec.typeOf(input),
        id,
        ContractJson.write(input));
  }

  private static ApiException unavailable() {
    return ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
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
