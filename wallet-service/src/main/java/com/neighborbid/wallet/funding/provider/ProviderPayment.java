package com.neighborbid.wallet.funding.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was asked of the provider, and what is known of it.
///
/// @param id of the deposit or withdrawal in the ledger too
/// @param amount whole won
/// @param problem what a person has to look at
/// @param expiresAt until when a deposit should be confirmed; null for a payout
/// @param checks how often the provider was asked since it was created
record ProviderPayment(
    UUID id,
    Kind kind,
    long userId,
    long amount,
    State state,
    @Nullable String confirmUrl,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant expiresAt,
    int checks) {
  enum Kind {
    DEPOSIT,
    PAYOUT
  }

  enum State {
    /// The provider may not know it.
    NEW,
    PENDING,
    CONFIRMED,
    FAILED,
    /// A deposit that was not confirmed in time; it may still be.
    EXPIRED,
    /// The provider said what cannot be.
    MISMATCH
  }
}
