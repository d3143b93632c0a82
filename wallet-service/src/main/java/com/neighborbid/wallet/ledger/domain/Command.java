package com.neighborbid.wallet.ledger.domain;

import java.util.UUID;

/// What can be asked of a wallet. Amounts are whole won. What breaks a command's own shape cannot
/// be made: the constructors throw [IllegalArgumentException].
public sealed interface Command {
  /// Whose wallet is meant.
  long userId();

  /// Makes an empty wallet.
  record Open(long userId) implements Command {}

  record Deposit(long userId, UUID requestId, long amount) implements Command {
    public Deposit {
      Limits.positive(amount, "amount");
    }
  }

  record Withdraw(long userId, UUID requestId, long amount) implements Command {
    public Withdraw {
      Limits.positive(amount, "amount");
    }
  }

  /// A correction by an operator.
  ///
  /// @param amount positive or negative, not zero
  record Adjust(long userId, UUID requestId, long amount, String reason) implements Command {
    public Adjust {
      if (amount == 0 || amount == Long.MIN_VALUE) {
        throw new IllegalArgumentException("amount out of range: " + amount);
      }
    }
  }

  /// Sets the level held for an auction.
  ///
  /// @param to the level, not a difference
  /// @param commandSeq rises per position, from 1
  /// @param asking whether somebody waits for the answer
  record SetHold(long userId, long auctionId, long to, long commandSeq, boolean asking)
      implements Command {
    public SetHold {
      Limits.notNegative(to, "to");
      Limits.positive(commandSeq, "commandSeq");
    }
  }

  /// The last command of a winner's position.
  ///
  /// @param fee what the platform keeps of the price
  record Capture(long userId, long auctionId, long price, long sellerId, long commandSeq, long fee)
      implements Command {
    public Capture {
      Limits.positive(price, "price");
      Limits.notNegative(fee, "fee");
      if (fee > price) {
        throw new IllegalArgumentException("a fee of %d on a price of %d".formatted(fee, price));
      }
    }
  }

  /// The captured price without the fee, for the seller.
  record Credit(long userId, UUID creditId, long auctionId, long amount) implements Command {
    public Credit {
      Limits.positive(amount, "amount");
    }
  }
}
