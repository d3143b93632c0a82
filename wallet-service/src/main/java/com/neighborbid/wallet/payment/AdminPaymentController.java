package com.neighborbid.wallet.payment;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.wallet.v1.WalletInput.PaidTo;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For admins: payments that are with the platform, and who gets them.
@RestController
@RequestMapping("/api/admin/payments")
class AdminPaymentController {
  private static final int REASON_MAX = 500;
  private static final Set<String> STATES = Set.of("OPEN", "DISPUTED", "RELEASED", "REFUNDED");

  private final PaymentRows rows;
  private final Payments payments;

  /// @param to `SELLER` or `BUYER`
  /// @param reason for the trail of what admins do
  record DecisionBody(@Nullable String to, @Nullable String reason) {}

  AdminPaymentController(PaymentRows rows, Payments payments) {
    this.rows = rows;
    this.payments = payments;
  }

  /// Disputes where nothing else is asked for, the oldest first.
  @GetMapping
  @Operation(
      summary =
          "Payments that are with the platform, the oldest first; disputes where nothing is said")
  ResponseEntity<Page<PaymentView>> list(
      Caller caller, @RequestParam(defaultValue = "DISPUTED") String status, PageQuery page) {
    caller.requireAdmin();
    if (!STATES.contains(status)) {
      throw ApiException.invalid(List.of(oneOf("status", new TreeSet<>(STATES))));
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Page.of(rows.inState(status, page), page.limit(), PaymentRows::cursor));
  }

  @PostMapping("/{auctionId}/decide")
  @Operation(summary = "Decide who gets a payment that is with the platform")
  ResponseEntity<PaymentView> decide(
      Caller caller, @PathVariable long auctionId, @RequestBody DecisionBody body) {
    caller.requireAdmin();
    InputChecks checks = new InputChecks();
    PaidTo to = to(checks, body.to());
    String reason = checks.requireLine("reason", body.reason(), 1, REASON_MAX);
    checks.throwIfBad();
    return PaymentController.answer(payments.decide(auctionId, to, caller.userId(), reason));
  }

  /// A placeholder where it is neither.
  private static PaidTo to(InputChecks checks, @Nullable String raw) {
    if ("SELLER".equals(raw)) {
      return PaidTo.SELLER;
    }
    if (raw == null) {
      checks.check(false, "to", "required");
    } else if (!raw.equals("BUYER")) {
      checks.add("to", "oneOf", Map.of("values", List.of("SELLER", "BUYER")));
    }
    return PaidTo.BUYER;
  }

  private static FieldError oneOf(String field, Set<String> values) {
    return new FieldError(field, "oneOf", Map.of("values", values));
  }
}
