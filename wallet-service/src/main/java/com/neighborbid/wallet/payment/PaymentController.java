package com.neighborbid.wallet.payment;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.wallet.payment.Payments.Said;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the signed-in user bought and sold, and the buyer's word on it.
@RestController
@RequestMapping("/api/wallet/payments")
class PaymentController {
  private static final int REASON_MAX = 2_000;

  private final PaymentRows rows;
  private final Payments payments;

  /// @param reason what is wrong; the other side and admins read it
  record DisputeBody(@Nullable String reason) {}

  PaymentController(PaymentRows rows, Payments payments) {
    this.rows = rows;
    this.payments = payments;
  }

  @GetMapping
  @Operation(summary = "The caller's payments that are or were with the platform")
  ResponseEntity<Page<PaymentView>> mine(Caller caller, PageQuery page) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Page.of(rows.mine(caller.userId(), page), page.limit(), PaymentRows::cursor));
  }

  /// The buyer has the item: the seller gets the price.
  @PostMapping("/{auctionId}/confirm")
  @Operation(summary = "The buyer has the item: the seller gets the price")
  ResponseEntity<PaymentView> confirm(Caller caller, @PathVariable long auctionId) {
    return answer(payments.confirm(auctionId, caller.userId()));
  }

  /// The price stays with the platform until an admin decides.
  @PostMapping("/{auctionId}/dispute")
  @Operation(summary = "The buyer is not content: an admin will decide")
  ResponseEntity<PaymentView> dispute(
      Caller caller, @PathVariable long auctionId, @RequestBody DisputeBody body) {
    InputChecks checks = new InputChecks();
    String reason = checks.requireText("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    return answer(payments.dispute(auctionId, caller.userId(), reason));
  }

  /// 202 with the payment as it was, where the answer to the word is not known yet.
  static ResponseEntity<PaymentView> answer(Said said) {
    return ResponseEntity.status(said.known() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .cacheControl(CacheControl.noStore())
        .body(said.payment());
  }
}
