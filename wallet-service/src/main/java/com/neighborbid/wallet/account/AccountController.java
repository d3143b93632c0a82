package com.neighborbid.wallet.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.wallet.account.AccountRows.Balance;
import com.neighborbid.wallet.account.AccountRows.Entry;
import com.neighborbid.wallet.account.AccountRows.Hold;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The signed-in user's own wallet.
@RestController
@RequestMapping("/api/wallet")
class AccountController {
  private static final String CURRENCY = "KRW";

  private final AccountRows rows;

  /// @param available whole won that may be spent or withdrawn
  /// @param held whole won behind bids
  /// @param blocked there only where it is true: bids cannot be raised and nothing can be withdrawn
  record WalletView(
      long available,
      long held,
      String currency,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean blocked) {}

  /// @param available the signed change
  /// @param held the signed change
  record Transaction(
      UUID id,
      String type,
      long available,
      long held,
      long availableAfter,
      long heldAfter,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long auctionId,
      Instant createdAt) {}

  AccountController(AccountRows rows) {
    this.rows = rows;
  }

  @GetMapping
  @Operation(summary = "The caller's wallet")
  ResponseEntity<WalletView> wallet(Caller caller) {
    Balance balance = rows.balance(caller.userId());
    return fresh(new WalletView(balance.available(), balance.held(), CURRENCY, balance.blocked()));
  }

  @GetMapping("/transactions")
  @Operation(summary = "The changes of the caller's wallet, the newest first")
  ResponseEntity<Page<Transaction>> transactions(Caller caller, PageQuery page) {
    return fresh(
        Page.of(
                rows.transactions(caller.userId(), page),
                page.limit(),
                entry -> Cursor.of(entry.at(), entry.offset(), entry.index()))
            .map(AccountController::transaction));
  }

  @GetMapping("/holds")
  @Operation(summary = "What is held for the caller's bids")
  ResponseEntity<Page<Hold>> holds(Caller caller, PageQuery page) {
    return fresh(
        Page.of(
            rows.holds(caller.userId(), page),
            page.limit(),
            hold -> Cursor.of(hold.since(), hold.auctionId())));
  }

  /// Money is never shown from a cache.
  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  private static Transaction transaction(Entry entry) {
    return new Transaction(
        entry.id(),
        entry.type(),
        entry.available(),
        entry.held(),
        entry.availableAfter(),
        entry.heldAfter(),
        entry.auctionId(),
        entry.at());
  }
}
