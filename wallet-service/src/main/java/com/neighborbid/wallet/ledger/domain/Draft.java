package com.neighborbid.wallet.ledger.domain;

import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A decision in the making. Balances change only together with a transfer, in [#move].
final class Draft {
  private final long userId;
  private final long timeMs;
  private final @Nullable Wallet before;
  private Wallet wallet;
  private @Nullable Position position;
  private @Nullable MoneyRequest request;
  private @Nullable SellerCredit credit;
  private List<Change> changes = List.of();
  private final List<Transfer> transfers = new ArrayList<>(2);
  private final List<Notice> notices = new ArrayList<>(2);

  Draft(long userId, Known known, long timeMs) {
    this.userId = userId;
    this.timeMs = timeMs;
    this.before = known.wallet().orElse(null);
    this.wallet = before == null ? Wallet.empty(userId, timeMs) : before;
  }

  Wallet wallet() {
    return wallet;
  }

  long timeMs() {
    return timeMs;
  }

  /// The wallet comes into being with this decision, unless it is there.
  void open() {
    if (before == null) {
      notices.add(new Notice.Opened(userId));
    }
  }

  void move(
      Account debit, Account credit, long amount, Transfer.Type type, OptionalLong auctionId) {
    long available = wallet.available();
    long held = wallet.held();
    available = after(available, new Available(userId), debit, credit, amount);
    held = after(held, new Held(userId), debit, credit, amount);
    wallet = wallet.with(available, held);
    transfers.add(new Transfer(debit, credit, amount, type, userId, auctionId, available, held));
  }

  private static long after(
      long balance, Account account, Account debit, Account credit, long amount) {
    if (account.equals(debit)) {
      return Math.subtractExact(balance, amount);
    }
    return account.equals(credit) ? Math.addExact(balance, amount) : balance;
  }

  /// Blocks the wallet or lets it go; nothing happens where it is so already.
  void block(boolean now) {
    if (wallet.blocked() != now) {
      wallet = wallet.blocked(now);
      change(new Change.Block(userId, now, timeMs));
      notices.add(now ? new Notice.Blocked(userId) : new Notice.Unblocked(userId));
    }
  }

  /// A row of its own, which few commands have.
  void change(Change change) {
    if (changes.isEmpty()) {
      changes = new ArrayList<>(2);
    }
    changes.add(change);
  }

  void position(Position now) {
    position = now;
  }

  void request(MoneyRequest decided) {
    request = decided;
  }

  void credit(SellerCredit given) {
    credit = given;
  }

  void tell(Notice notice) {
    notices.add(notice);
  }

  /// The decision, with the row that keeps the outcome of a request.
  Decision decided(
      UUID id, MoneyRequest.Kind kind, long amount, MoneyRequest.Outcome outcome, String reason) {
    request(
        new MoneyRequest(
            id, userId, kind, amount, outcome, wallet.available(), wallet.held(), reason, timeMs));
    return done();
  }

  /// The decision, in which a wallet appears only if it was there or was opened now.
  Decision done() {
    boolean opened = notices.stream().anyMatch(Notice.Opened.class::isInstance);
    boolean changed = before == null ? opened : !wallet.equals(before);
    return new Decision(
        changed ? Optional.of(wallet) : Optional.empty(),
        Optional.ofNullable(position),
        Optional.ofNullable(request),
        Optional.ofNullable(credit),
        changes,
        transfers,
        notices);
  }
}
