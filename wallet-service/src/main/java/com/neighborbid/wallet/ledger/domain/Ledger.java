package com.neighborbid.wallet.ledger.domain;

import com.neighborbid.wallet.ledger.domain.Command.Adjust;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.CaptureUntilConfirmed;
import com.neighborbid.wallet.ledger.domain.Command.ChargeBack;
import com.neighborbid.wallet.ledger.domain.Command.ConfirmPayment;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayment;
import com.neighborbid.wallet.ledger.domain.Command.DecidePayout;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.DisputePayment;
import com.neighborbid.wallet.ledger.domain.Command.FinishPayout;
import com.neighborbid.wallet.ledger.domain.Command.Open;
import com.neighborbid.wallet.ledger.domain.Command.ReleasePayment;
import com.neighborbid.wallet.ledger.domain.Command.RequestPayout;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Unblock;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What a run of commands touches, in memory: rows are put in, commands are decided one after the
/// other, changed rows are taken out. For one thread.
public final class Ledger {
  private final Map<Long, Wallet> wallets = new HashMap<>();
  private final Map<PositionKey, Position> positions = new HashMap<>();
  private final Set<UUID> seen = new HashSet<>();
  private final Map<Long, Payment> payments = new HashMap<>();
  private final Map<UUID, Payout> payouts = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<Long, Wallet> changedWallets = new TreeMap<>();
  private final Map<PositionKey, Position> changedPositions = new TreeMap<>();

  /// Which position; sorts by auction, then user.
  public record PositionKey(long auctionId, long userId) implements Comparable<PositionKey> {
    private static final Comparator<PositionKey> ORDER =
        Comparator.comparingLong(PositionKey::auctionId).thenComparingLong(PositionKey::userId);

    @Override
    public int compareTo(PositionKey other) {
      return ORDER.compare(this, other);
    }
  }

  /// A wallet as stored.
  public void put(Wallet wallet) {
    wallets.put(wallet.userId(), wallet);
  }

  /// A position as stored.
  public void put(Position position) {
    positions.put(new PositionKey(position.auctionId(), position.userId()), position);
  }

  /// A payment as stored.
  public void put(Payment payment) {
    payments.put(payment.auctionId(), payment);
  }

  /// A payout as stored.
  public void put(Payout payout) {
    payouts.put(payout.id(), payout);
  }

  /// The id of a money request or credit that was decided before.
  public void putSeen(UUID id) {
    seen.add(id);
  }

  /// Decides and remembers the outcome for the commands after it. Nothing changes if it throws.
  ///
  /// @param timeMs log time in milliseconds
  /// @throws RuntimeException as [WalletRules#decide]
  public Decision decide(Command command, long timeMs) {
    Decision decision = WalletRules.decide(known(command), command, timeMs);
    decision.wallet().ifPresent(this::change);
    decision.position().ifPresent(this::change);
    decision.request().ifPresent(request -> seen.add(request.id()));
    decision.credit().ifPresent(credit -> seen.add(credit.id()));
    decision.changes().forEach(this::change);
    return decision;
  }

  private Known known(Command command) {
    Optional<Wallet> wallet = wallet(command.userId());
    return switch (command) {
      case Open _ -> new Known(wallet, Optional.empty(), false);
      case Deposit deposit -> new Known(wallet, Optional.empty(), isSeen(deposit.requestId()));
      case Withdraw withdraw -> new Known(wallet, Optional.empty(), isSeen(withdraw.requestId()));
      case Adjust adjust -> new Known(wallet, Optional.empty(), isSeen(adjust.requestId()));
      case Credit credit -> new Known(wallet, Optional.empty(), isSeen(credit.creditId()));
      case SetHold hold -> new Known(wallet, position(hold.auctionId(), hold.userId()), false);
      case Capture capture ->
          new Known(wallet, position(capture.auctionId(), capture.userId()), false);
      case CaptureUntilConfirmed(Capture capture, _) ->
          new Known(wallet, position(capture.auctionId(), capture.userId()), false);
      case ConfirmPayment c -> aboutPayment(wallet, c.auctionId(), c.userId(), c.requestId());
      case DisputePayment c -> aboutPayment(wallet, c.auctionId(), c.userId(), c.requestId());
      case DecidePayment c -> aboutPayment(wallet, c.auctionId(), c.userId(), c.requestId());
      case ReleasePayment c ->
          new Known(
              wallet,
              Optional.empty(),
              false,
              payment(c.auctionId(), c.userId()),
              Optional.empty());
      case RequestPayout c -> new Known(wallet, Optional.empty(), isSeen(c.requestId()));
      case FinishPayout c ->
          new Known(
              wallet, Optional.empty(), false, Optional.empty(), payout(c.payoutId(), c.userId()));
      case DecidePayout c ->
          new Known(
              wallet,
              Optional.empty(),
              isSeen(c.requestId()),
              Optional.empty(),
              payout(c.payoutId(), c.userId()));
      case ChargeBack c -> new Known(wallet, Optional.empty(), isSeen(c.requestId()));
      case Unblock c -> new Known(wallet, Optional.empty(), isSeen(c.requestId()));
    };
  }

  private Known aboutPayment(
      Optional<Wallet> wallet, long auctionId, long buyerId, UUID requestId) {
    return new Known(
        wallet, Optional.empty(), isSeen(requestId), payment(auctionId, buyerId), Optional.empty());
  }

  private void change(Wallet wallet) {
    put(wallet);
    changedWallets.put(wallet.userId(), wallet);
  }

  private void change(Position position) {
    put(position);
    changedPositions.put(new PositionKey(position.auctionId(), position.userId()), position);
  }

  private void change(Change change) {
    changes.add(change);
    switch (change) {
      case Change.OfPayment(Payment payment) -> put(payment);
      case Change.OfPayout(Payout payout) -> put(payout);
      case Change.Block _, Change.OfAdmin _ -> {
        // Part of the wallet, which the decision has too; and nothing to be decided by.
      }
    }
  }

  private boolean isSeen(UUID id) {
    return seen.contains(id);
  }

  public Optional<Wallet> wallet(long userId) {
    return Optional.ofNullable(wallets.get(userId));
  }

  public Optional<Position> position(long auctionId, long userId) {
    return Optional.ofNullable(positions.get(new PositionKey(auctionId, userId)));
  }

  /// A payment to be made by this buyer; to everybody else there is none.
  public Optional<Payment> payment(long auctionId, long buyerId) {
    return Optional.ofNullable(payments.get(auctionId))
        .filter(payment -> payment.buyerId() == buyerId);
  }

  /// A payout of this user.
  public Optional<Payout> payout(UUID id, long userId) {
    return Optional.ofNullable(payouts.get(id)).filter(payout -> payout.userId() == userId);
  }

  /// What else any decision changed, in order.
  public List<Change> changes() {
    return changes;
  }

  /// The wallets that any decision changed, by user, with their last value.
  public Collection<Wallet> changedWallets() {
    return changedWallets.values();
  }

  /// The positions that any decision changed, by auction and user, with their last value.
  public Collection<Position> changedPositions() {
    return changedPositions.values();
  }
}
