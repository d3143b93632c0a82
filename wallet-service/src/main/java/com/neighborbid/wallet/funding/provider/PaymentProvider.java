package com.neighborbid.wallet.funding.provider;

import java.util.UUID;

/// The payment provider. Every call may be repeated: the id is ours, and the provider knows one
/// payment and one payout by it.
interface PaymentProvider {
  /// @throws ProviderAwayException if it is not known whether the provider took it
  Said createPayment(UUID id, long userId, long amount);

  /// @throws ProviderAwayException if the provider does not answer
  Said payment(UUID id);

  /// Sends money to the user's account with the provider.
  ///
  /// @throws ProviderAwayException if it is not known whether the provider took it
  Said createPayout(UUID id, long userId, long amount);

  /// @throws ProviderAwayException if the provider does not answer
  Said payout(UUID id);
}
