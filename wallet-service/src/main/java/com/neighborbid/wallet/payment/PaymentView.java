package com.neighborbid.wallet.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A price that was paid, as one of the two sees it.
///
/// @param role `BUYER` or `SELLER`; absent for admins
/// @param sellerId absent for a moment after a sale whose price goes to the seller at once
/// @param amount the price in whole won
/// @param fee what the platform keeps of it; not for the buyer
/// @param status `OPEN` (with the platform), `DISPUTED`, `RELEASED` (the seller's) or `REFUNDED`
/// @param releaseAt when the seller gets it without a word of the buyer; only while it is `OPEN`
/// @param decidedBy `BUYER`, `TIME` or `ADMIN`; absent while nothing is decided, and where the
///   price went to the seller at once
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentView(
    long auctionId,
    @Nullable String role,
    long buyerId,
    @Nullable Long sellerId,
    long amount,
    @Nullable Long fee,
    String status,
    Instant since,
    @Nullable Instant releaseAt,
    @Nullable String disputeReason,
    @Nullable Instant disputedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {
  boolean isOpen() {
    return status.equals("OPEN");
  }

  boolean isDisputed() {
    return status.equals("DISPUTED");
  }

  boolean isReleased() {
    return status.equals("RELEASED");
  }
}
