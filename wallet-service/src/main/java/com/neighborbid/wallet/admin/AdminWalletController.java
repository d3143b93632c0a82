package com.neighborbid.wallet.admin;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Adjust;
import com.neighborbid.common.contract.wallet.v1.WalletInput.UnblockWallet;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.ClientIds;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.wallet.admin.AdminRows.Action;
import com.neighborbid.wallet.admin.AdminRows.WalletState;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Kind;
import com.neighborbid.wallet.request.LogRequests;
import com.neighborbid.wallet.request.LogRequests.Outcome;
import com.neighborbid.wallet.request.Refusals;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For admins: other people's wallets.
@RestController
@RequestMapping("/api/admin")
class AdminWalletController {
  private static final long AMOUNT_MAX = 1_000_000_000_000L;
  private static final int REASON_MAX = 500;
  private static final String REPLAYED = "Idempotent-Replayed";

  private final LogRequests requests;
  private final AdminRows rows;

  /// @param amount whole won, signed; what is taken must be there
  /// @param reason for the trail
  record AdjustmentBody(@Nullable Long amount, @Nullable String reason) {}

  /// @param reason for the trail
  record ReasonBody(@Nullable String reason) {}

  /// @param available the balance right after it
  /// @param held the held money right after it
  record Adjusted(UUID transactionId, long userId, long amount, long available, long held) {}

  /// What is in the log, and not decided yet.
  record Received(UUID transactionId, String status) {}

  AdminWalletController(LogRequests requests, AdminRows rows) {
    this.requests = requests;
    this.rows = rows;
  }

  @GetMapping("/wallets/{userId}")
  @Operation(summary = "A user's wallet")
  ResponseEntity<WalletState> wallet(Caller caller, @PathVariable long userId) {
    caller.requireAdmin();
    return fresh(require(userId));
  }

  /// A correcting transfer; never below zero.
  @PostMapping("/wallets/{userId}/adjustments")
  @Operation(summary = "Correct a balance by a transfer with a reason; never below zero")
  ResponseEntity<?> adjust(
      Caller caller,
      @PathVariable long userId,
      @RequestHeader(name = ClientIds.IDEMPOTENCY_KEY, required = false) @Nullable String key,
      @RequestBody AdjustmentBody body) {
    caller.requireAdmin();
    String idempotencyKey = ClientIds.requireIdempotencyKey(key);
    InputChecks checks = new InputChecks();
    long amount = checks.requireRange("amount", body.amount(), -AMOUNT_MAX, AMOUNT_MAX);
    checks.check(amount != 0, "amount", "invalid");
    String reason = checks.requireLine("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    require(userId);
    UUID id = id("adjustment", userId, caller, idempotencyKey);
    Adjust adjust = new Adjust(userId, id, amount, reason, caller.userId());
    return switch (requests.ask(adjust, id, Kind.ADJUSTMENT, amount)) {
      case Outcome.Waiting _ -> received(id);
      case Outcome.Decided(MoneyRequest request, boolean replayed) ->
          adjusted(request, replayed, amount, reason);
    };
  }

  private static ResponseEntity<?> adjusted(
      MoneyRequest request, boolean replayed, long amount, String reason) {
    if (request.amount() != amount || !request.reason().equals(reason)) {
      throw ApiException.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    throwIfRefused(request);
    ResponseEntity.BodyBuilder created = ResponseEntity.status(HttpStatus.CREATED);
    if (replayed) {
      created.header(REPLAYED, "true");
    }
    return created.body(
        new Adjusted(
            request.id(), request.userId(), request.amount(), request.available(), request.held()));
  }

  /// The owner can bid and withdraw again. Of a wallet that is not blocked, nothing changes.
  @PostMapping("/wallets/{userId}/unblock")
  @Operation(summary = "Let the owner of a blocked wallet bid and withdraw again")
  ResponseEntity<?> unblock(
      Caller caller, @PathVariable long userId, @RequestBody ReasonBody body) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    String reason = checks.requireLine("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    WalletState state = require(userId);
    if (state.blockedSince() == null) {
      return fresh(state);
    }
    UUID id = id("unblock", userId, caller, state.blockedSince().toString());
    return switch (requests.ask(
        new UnblockWallet(userId, id, caller.userId(), reason), id, Kind.UNBLOCK, 0)) {
      case Outcome.Waiting _ -> received(id);
      case Outcome.Decided(MoneyRequest request, _) -> {
        throwIfRefused(request);
        yield fresh(require(userId));
      }
    };
  }

  /// What admins did to wallets and payments, newest first.
  @GetMapping("/wallet-audit")
  @Operation(summary = "What admins did to wallets and payments, the newest first")
  ResponseEntity<Page<Action>> trail(
      Caller caller, @RequestParam(required = false) @Nullable Long userId, PageQuery page) {
    caller.requireAdmin();
    return fresh(
        Page.of(
            rows.trail(userId, page), page.limit(), action -> Cursor.of(action.at(), action.id())));
  }

  private WalletState require(long userId) {
    return rows.wallet(userId).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static UUID id(String kind, long userId, Caller admin, String key) {
    return BidIds.moneyRequest(kind, userId, admin.userId() + "/" + key);
  }

  private static void throwIfRefused(MoneyRequest request) {
    ErrorCode refusal = Refusals.of(request.outcome());
    if (refusal != null) {
      throw ApiException.of(refusal);
    }
  }

  private static ResponseEntity<?> received(UUID id) {
    return ResponseEntity.accepted().body(new Received(id, "RECEIVED"));
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
