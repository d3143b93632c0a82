package com.neighborbid.wallet.payment;

import com.neighborbid.common.web.InputChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The buyer's word as another service passes it on; not reachable through the gateway.
@RestController
class InternalPaymentController {
  private final Payments payments;

  record BuyerBody(@Nullable Long buyerId) {}

  InternalPaymentController(Payments payments) {
    this.payments = payments;
  }

  /// As often as one likes; where the price went to the seller at once, nothing is left to do.
  @PostMapping("/internal/payments/{auctionId}/confirm")
  ResponseEntity<PaymentView> confirm(@PathVariable long auctionId, @RequestBody BuyerBody body) {
    InputChecks checks = new InputChecks();
    long buyerId = checks.requireRange("buyerId", body.buyerId(), 1, Long.MAX_VALUE);
    checks.throwIfBad();
    return PaymentController.answer(payments.confirm(auctionId, buyerId));
  }
}
