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
  /// @param adminId who did it; zero where nobody signed in did
  record Adjust(long userId, UUID requestId, long amount, String reason, long adminId)
      implements Command {
    public Adjust {
      Limits.notNegative(adminId, "adminId");
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

  /// A capture whose price stays with the platform until it is known who gets it.
  ///
  /// @param confirmWithinMs how long the buyer may confirm or dispute
  record CaptureUntilConfirmed(Capture capture, long confirmWithinMs) implements Command {
    public CaptureUntilConfirmed {
      Limits.positive(confirmWithinMs, "confirmWithinMs");
    }

    @Override
    public long userId() {
      return capture.userId();
    }
  }

  /// The buyer has what was paid for.
  record ConfirmPayment(long userId, UUID requestId, long auctionId) implements Command {}

  /// The time to confirm may be over.
  record ReleasePayment(long userId, long auctionId) implements Command {}

  /// The buyer is not content.
  record DisputePayment(long userId, UUID requestId, long auctionId) implements Command {}

  /// An admin decides who gets a price.
  record DecidePayment(
      long userId, UUID requestId, long auctionId, boolean toSeller, long adminId, String reason)
      implements Command {
    public DecidePayment {
      Limits.positive(adminId, "adminId");
    }
  }

  /// A withdrawal that the payment provider has to confirm.
  record RequestPayout(long userId, UUID requestId, long amount) implements Command {
    public RequestPayout {
      Limits.positive(amount, "amount");
    }
  }

  /// What became of a payout.
  record FinishPayout(long userId, UUID payoutId, boolean paid) implements Command {}

  /// An admin decides what became of a payout.
  ///
  /// @param paidOut what has left for good; the rest returns
  record DecidePayout(
      long userId, UUID requestId, UUID payoutId, long paidOut, long adminId, String reason)
      implements Command {
    public DecidePayout {
      Limits.notNegative(paidOut, "paidOut");
      Limits.positive(adminId, "adminId");
    }
  }

  /// A deposit that the payment provider took back.
  record ChargeBack(long userId, UUID requestId, UUID paymentId, long amount) implements Command {
    public ChargeBack {
      Limits.positive(amount, "amount");
    }
  }

  /// An admin lets the owner of a blocked wallet bid and withdraw again.
  record Unblock(long userId, UUID requestId, long adminId, String reason) implements Command {
    public Unblock {
      Limits.positive(adminId, "adminId");
    }
  }

  /// The captured price without the fee, for the seller.
  record Credit(long userId, UUID creditId, long auctionId, long amount) implements Command {
    public Credit {
      Limits.positive(amount, "amount");
    }
  }
}
