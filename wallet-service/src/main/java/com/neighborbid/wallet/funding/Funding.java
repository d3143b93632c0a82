package com.neighborbid.wallet.funding;

import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.request.LogRequests;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The way of money into the wallets and out of them. Which one there is, is configuration.
///
/// Every call may be repeated: the same user and key are the same request.
public interface Funding {
  /// @param amount whole won
  Asked deposit(long userId, String idempotencyKey, long amount);

  /// @param amount whole won
  Asked withdraw(long userId, String idempotencyKey, long amount);

  /// What is known of a request of this user that the ledger has not decided.
  Optional<Elsewhere> elsewhere(UUID id, long userId);

  /// What became of a decided withdrawal: whether its money is on its way, has returned, or is out.
  Way wayOf(MoneyRequest withdrawal);

  /// Where the money of a withdrawal is.
  enum Way {
    /// The provider has not confirmed it.
    PENDING,
    DONE,
    /// It did not arrive and is back in the wallet.
    RETURNED
  }

  /// What came of asking.
  sealed interface Asked {
    /// The ledger has decided, or will.
    record OfLedger(LogRequests.Outcome outcome) implements Asked {}

    /// Something has to happen elsewhere first, or has failed to.
    record OfProvider(Elsewhere payment) implements Asked {}
  }

  /// A deposit that is not in the ledger.
  ///
  /// @param id that of the deposit, once it is
  /// @param amount whole won
  /// @param confirmUrl where the user confirms; only while that is possible
  record Elsewhere(UUID id, long amount, Status status, @Nullable String confirmUrl) {}

  enum Status {
    /// Waits for the user, or for the provider's word.
    PENDING,
    /// Confirmed by the provider, and on its way into the ledger.
    CONFIRMED,
    FAILED,
    /// Not confirmed in time; counts all the same if the provider confirms it later.
    EXPIRED
  }
}
