package com.neighborbid.wallet.funding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.wallet.funding.Funding.Asked;
import com.neighborbid.wallet.funding.Funding.Elsewhere;
import com.neighborbid.wallet.funding.Funding.Way;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.request.LogRequests.Outcome;
import com.neighborbid.wallet.request.PendingRequests;
import com.neighborbid.wallet.request.PendingRequests.Pending;
import com.neighborbid.wallet.request.Refusals;
import com.neighborbid.wallet.request.RequestRows;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

  private final Funding funding;
  private final RequestRows rows;
  private final PendingRequests pending;

  /// @param amount whole won
  record AmountBody(@Nullable Long amount) {}

  /// @param available the balance right after it
  /// @param held the held money right after it
  /// @param status only where it is not simply done: `PENDING` for a withdrawal that the payment
  ///   provider has not confirmed, `RETURNED` for one that is back
  record MoneyMoved(
      UUID transactionId,
      long amount,
      long available,
      long held,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String status) {}

  /// A deposit that its owner has to confirm with the payment provider.
  ///
  /// @param paymentId also the id of the transaction that it becomes
  /// @param status `PENDING`, `CONFIRMED` (on its way into the wallet), `FAILED` or `EXPIRED`
  /// @param confirmUrl only while it is `PENDING`
  record PaymentToConfirm(
      UUID paymentId,
      long amount,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String confirmUrl) {}

  /// What became of a request.
  ///
  /// @param status `RECEIVED` (not decided yet), `DONE` or `REFUSED`; with a payment provider also
  ///   `PENDING`, `CONFIRMED`, `FAILED`, `EXPIRED` and `RETURNED`
  /// @param code why it was refused
  /// @param confirmUrl where a deposit can be confirmed
  record RequestState(
      UUID transactionId,
      String type,
      long amount,
      String status,
      @Nullable ErrorCode code,
      @Nullable Long available,
      @Nullable Long held,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String confirmUrl) {}

  MoneyController(Funding funding, RequestRows rows, PendingRequests pending) {
    this.funding = funding;
    this.rows = rows;
    this.pending = pending;
  }

  @PostMapping("/deposits")
  @Operation(summary = "Pay in")
  ResponseEntity<?> deposit(
      Caller caller,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestBody AmountBody body) {
    String id = ClientIds.requireIdempotencyKey(key);
    long amount = amount(body);
    return answer(funding.deposit(caller.userId(), id, amount), amount);
  }

  @PostMapping("/withdrawals")
  @Operation(summary = "Pay out")
  ResponseEntity<?> withdraw(
      Caller caller,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestBody AmountBody body) {
    String id = ClientIds.requireIdempotencyKey(key);
    long amount = amount(body);
    return answer(funding.withdraw(caller.userId(), id, amount), amount);
  }

  /// To its owner only; for everybody else it does not exist.
  @GetMapping("/requests/{id}")
  @Operation(summary = "A deposit or withdrawal, to its owner only")
  RequestState request(Caller caller, @PathVariable UUID id) {
    return rows.find(id)
        .filter(request -> request.userId() == caller.userId())
        .map(this::state)
        .or(() -> funding.elsewhere(id, caller.userId()).map(MoneyController::state))
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

  private ResponseEntity<?> answer(Asked asked, long amount) {
    return switch (asked) {
      case Asked.OfLedger(Outcome.Waiting(UUID id, boolean kept)) ->
          received(id, kept).body(new Received(id, amount, "RECEIVED"));
      case Asked.OfLedger(Outcome.Decided(MoneyRequest request, boolean replayed)) ->
          answer(request, replayed, amount);
      case Asked.OfProvider(Elsewhere payment) -> answer(payment, amount);
    };
  }

  /// Where it is not known whether the log has the request, the caller is asked to come again:
  /// under the same key it is the same request.
  private static ResponseEntity.BodyBuilder received(UUID id, boolean kept) {
    ResponseEntity.BodyBuilder answer = at(ResponseEntity.accepted(), id);
    return kept ? answer : answer.header(HttpHeaders.RETRY_AFTER, "1");
  }

  private record Received(UUID transactionId, long amount, String status) {}

  private static ResponseEntity<?> answer(Elsewhere payment, long amount) {
    if (payment.amount() != amount) {
      throw ApiException.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    boolean open =
        switch (payment.status()) {
          case PENDING, CONFIRMED -> true;
          case FAILED, EXPIRED -> false;
        };
    ResponseEntity.BodyBuilder answer = open ? ResponseEntity.accepted() : ResponseEntity.ok();
    return at(answer, payment.id())
        .body(
            new PaymentToConfirm(
                payment.id(), payment.amount(), payment.status().name(), payment.confirmUrl()));
  }

  private static ResponseEntity.BodyBuilder at(ResponseEntity.BodyBuilder answer, UUID id) {
    return answer.location(URI.create("/api/wallet/requests/" + id));
  }

  private ResponseEntity<?> answer(MoneyRequest request, boolean replayed, long asked) {
    if (request.amount() != asked) {
      throw ApiException.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    ErrorCode refusal = Refusals.of(request.outcome());
    if (refusal != null) {
      throw ApiException.of(refusal);
    }
    Way way = wayOf(request);
    ResponseEntity.BodyBuilder answer =
        way == Way.PENDING
            ? at(ResponseEntity.accepted(), request.id())
            : ResponseEntity.status(HttpStatus.CREATED);
    if (replayed) {
      answer.header(REPLAYED, "true");
    }
    return answer.body(
        new MoneyMoved(
            request.id(),
            request.amount(),
            request.available(),
            request.held(),
            way == Way.DONE ? null : way.name()));
  }

  private Way wayOf(MoneyRequest request) {
    return request.kind() == Kind.WITHDRAWAL ? funding.wayOf(request) : Way.DONE;
  }

  private RequestState state(MoneyRequest request) {
    ErrorCode refusal = Refusals.of(request.outcome());
    return new RequestState(
        request.id(),
        request.kind().name(),
        request.amount(),
        refusal == null ? wayOf(request).name() : "REFUSED",
        refusal,
        request.available(),
        request.held(),
        null);
  }

  private static RequestState state(Pending request) {
    return new RequestState(
        request.id(), request.kind().name(), request.amount(), "RECEIVED", null, null, null, null);
  }

  private static RequestState state(Elsewhere payment) {
    return new RequestState(
        payment.id(),
        Kind.DEPOSIT.name(),
        payment.amount(),
        payment.status().name(),
        null,
        null,
        null,
        payment.confirmUrl());
  }
}
