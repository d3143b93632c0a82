package com.neighborbid.auction.bidding.web;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.FieldError;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bid as it is sent.
///
/// @param amount in won, 1 … 10^12
/// @param maxAmount the secret most that the bidder pays; not below `amount`
record BidRequest(@NotNull Long amount, @Nullable Long maxAmount) {
  private static final long MAX_AMOUNT = 1_000_000_000_000L;

  /// @throws ApiException AMOUNT_OUT_OF_RANGE naming the field
  void check() {
    inRange("amount", amount);
    if (maxAmount != null) {
      inRange("maxAmount", maxAmount);
      if (maxAmount < amount) {
        throw ApiException.invalid("maxAmount", "must not be below amount");
      }
    }
  }

  static void inRange(String field, long amount) {
    if (amount < 1 || amount > MAX_AMOUNT) {
      throw ApiException.of(ErrorCode.AMOUNT_OUT_OF_RANGE)
          .withErrors(List.of(FieldError.of(field, "must be 1 to 1000000000000")));
    }
  }
}
