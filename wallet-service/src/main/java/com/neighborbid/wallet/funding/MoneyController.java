package com.neighborbid.wallet.funding;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.wallet.funding.MoneyRequests.Outcome;
import com.neighborbid.wallet.funding.PendingRequests.Pending;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Deposits and withdrawals.
@RestController
@RequestMapping("/api/wallet")
class MoneyController {
  private static final long AMOUNT_MAX = 10_000_000;
  private static final String REPLAYED = "Idempotent-Replayed";

  private final MoneyRequests requests;
  private final RequestRows rows;
  private final PendingRequests pending;

  /// @param amount whole won
  record AmountBody(@Nullable Long amount) {}

  /// @param available the balance right after it
  /// @param held the held money right after it
  record MoneyMoved(UUID transactionId, long amount, long available, long held) {}

  /// What became of a request.
  ///
  /// @param status `RECEIVED` (not decided yet), `DONE` or `REFUSED`
  /// @param code why it was refused
  record RequestState(
      UUID transactionId,
      String type,
      long amount,
      String status,
      @Nullable ErrorCode code,
      @Nullable Long available,
      @Nullable Long held) {}

  MoneyController(MoneyRequests requests, RequestRows rows, PendingRequests pending) {
    this.requests = requests;
    this.rows = rows;
    this.pending = pending;
  }

  @PostMapping("/deposits")
  ResponseEntity<?> deposit(
      Caller caller,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestBody AmountBody body) {
    String id = ClientIds.requireIdempotencyKey(key);
    long amount = amount(body);
    return answer(requests.deposit(caller.userId(), id, amount), amount);
  }

  @PostMapping("/withdrawals")
  ResponseEntity<?> withdraw(
      Caller caller,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestBody AmountBody body) {
    String id = ClientIds.requireIdempotencyKey(key);
    long amount = amount(body);
    return answer(requests.withdraw(caller.userId(), id, amount), amount);
  }

  /// To its owner only; for everybody else it does not exist.
  @GetMapping("/requests/{id}")
  RequestState request(Caller caller, @PathVariable UUID id) {
    return rows.find(id)
        .filter(request -> request.userId() == caller.userId())
        .map(MoneyController::state)
        .or(
            () ->
                pending
                    .find(id)
                    .filter(request -> request.userId() == caller.userId())
                    .map(MoneyController::state))
        .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static long amount(AmountBody body) {
    InputChecks checks = new InputChecks();
    long amount = checks.requireRange("amount", body.amount(), 1, AMOUNT_MAX);
    checks.throwIfBad();
    return amount;
  }

  private static ResponseEntity<?> answer(Outcome outcome, long asked) {
    return switch (outcome) {
      case Outcome.Waiting(UUID id) ->
          ResponseEntity.accepted()
              .location(URI.create("/api/wallet/requests/" + id))
              .body(new Received(id, asked, "RECEIVED"));
      case Outcome.Decided(MoneyRequest request, boolean replayed) ->
          answer(request, replayed, asked);
    };
  }

  private record Received(UUID transactionId, long amount, String status) {}

  private static ResponseEntity<?> answer(MoneyRequest request, boolean replayed, long asked) {
    if (request.amount() != asked) {
      throw ApiException.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    ErrorCode refusal = refusal(request);
    if (refusal != null) {
      throw ApiException.of(refusal);
    }
    ResponseEntity.BodyBuilder created = ResponseEntity.status(HttpStatus.CREATED);
    if (replayed) {
      created.header(REPLAYED, "true");
    }
    return created.body(
        new MoneyMoved(request.id(), request.amount(), request.available(), request.held()));
  }

  private static @Nullable ErrorCode refusal(MoneyRequest request) {
    return switch (request.outcome()) {
      case DONE -> null;
      case INSUFFICIENT_FUNDS -> ErrorCode.INSUFFICIENT_FUNDS;
      case AMOUNT_OUT_OF_RANGE -> ErrorCode.AMOUNT_OUT_OF_RANGE;
    };
  }

  private static RequestState state(MoneyRequest request) {
    ErrorCode refusal = refusal(request);
    return new RequestState(
        request.id(),
        request.kind().name(),
        request.amount(),
        refusal == null ? "DONE" : "REFUSED",
        refusal,
        request.available(),
        request.held());
  }

  private static RequestState state(Pending request) {
    return new RequestState(
        request.id(), request.kind().name(), request.amount(), "RECEIVED", null, null, null);
  }
}
