package com.neighborbid.wallet.funding.provider;

import org.jspecify.annotations.Nullable;

/// What the provider says of a payment or a payout. Amounts are whole won.
sealed interface Said {
  /// It has never heard of it.
  record Unknown() implements Said {}

  /// @param confirmUrl where the user confirms a payment
  record Pending(@Nullable String confirmUrl) implements Said {}

  /// @param amount what was really moved
  record Confirmed(long amount) implements Said {}

  record Failed() implements Said {}

  /// Confirmed, and later taken back in whole or in part.
  ///
  /// @param chargebackId the provider's id of the taking back
  record ChargedBack(String chargebackId, long amount) implements Said {}
}
