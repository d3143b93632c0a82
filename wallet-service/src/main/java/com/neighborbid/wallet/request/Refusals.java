package com.neighborbid.wallet.request;

import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.wallet.ledger.domain.MoneyRequest.Outcome;
import org.jspecify.annotations.Nullable;

/// What the engine's refusals are called outside.
public final class Refusals {
  private Refusals() {}

  /// The code of a refusal; null where it is none.
  public static @Nullable ErrorCode of(Outcome outcome) {
    return switch (outcome) {
      case DONE -> null;
      case INSUFFICIENT_FUNDS -> ErrorCode.INSUFFICIENT_FUNDS;
      case AMOUNT_OUT_OF_RANGE -> ErrorCode.AMOUNT_OUT_OF_RANGE;
      case BLOCKED -> ErrorCode.ACCOUNT_SUSPENDED;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case ALREADY_DECIDED -> ErrorCode.PAYMENT_DECIDED;
    };
  }
}
