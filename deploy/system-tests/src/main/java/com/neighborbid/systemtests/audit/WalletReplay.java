package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.CaptureUntilConfirmed;
import com.neighborbid.common.contract.wallet.v1.WalletInput.ChargeBack;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Credit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.OpenWallet;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Withdraw;
import com.neighborbid.systemtests.audit.LogReader.WalletEntry;
import com.neighborbid.systemtests.audit.WalletData.Position;
import com.neighborbid.systemtests.audit.WalletData.TransferRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides every wallet once more from its log, with no word of the wallet service's own rules:
/// what each record must have moved, and what everybody must have at the end.
///
/// Deposits, withdrawals, holds, captures and credits are decided here. What a payment provider, a
/// buyer's word or an admin moves is taken from the rows, as long as a record is behind it.
final class WalletReplay {
  private final WalletData wallet;
  private final Map<Spot, List<TransferRow>> transfers = new HashMap<>();
  private final Map<Long, Balance> balances = new HashMap<>();
  private final Map<Place, Level> levels = new HashMap<>();
  private final Set<UUID> decided = new HashSet<>();

  /// Wallets that may have been blocked: what they were refused is not known here.
  private final Set<Long> perhapsBlocked = new HashSet<>();

  private final Finding.Builder finding = new Finding.Builder(Invariant.WALLETS);

  /// A place in the log.
  private record Spot(int partition, long offset) {}

  /// What must have moved.
  private record Move(String type, long amount) {}

  private static final class Balance {
    long available;
    long held;
  }

  private static final class Level {
    long level;
    long commandSeq;
    boolean closed;
  }

  private WalletReplay(WalletData wallet) {
    this.wallet = wallet;
    for (TransferRow row : wallet.transfers()) {
      transfers
          .computeIfAbsent(new Spot(row.partition(), row.offset()), _ -> new ArrayList<>())
          .add(row);
    }
  }

  static Finding run(WalletData wallet, List<WalletEntry> log) {
    return new WalletReplay(wallet).run(log);
  }

  private Finding run(List<WalletEntry> log) {
    Map<Integer, Set<Long>> skipped = new HashMap<>();
    wallet.lanes().forEach(lane -> skipped.put(lane.partition(), lane.skipped()));
    for (WalletEntry entry : log) {
      if (!skipped.getOrDefault(entry.partition(), Set.of()).contains(entry.offset())) {
        entry.input().ifPresent(input -> decide(input, entry));
      }
    }
    transfers.forEach(
        (spot, rows) -> finding.offender("%s has no record at %s".formatted(rows, spot)));
    compare();
    return finding.done();
  }

  private void decide(WalletInput input, WalletEntry entry) {
    finding.examined(1);
    Optional<List<Move>> expected =
        perhapsBlocked.contains(input.userId()) ? Optional.empty() : expected(input);
    @Nullable List<TransferRow> moved =
        transfers.remove(new Spot(entry.partition(), entry.offset()));
    List<TransferRow> rows = moved == null ? List.of() : moved;
    List<Move> found = rows.stream().map(row -> new Move(row.type(), row.amount())).toList();
    expected.ifPresent(
        moves ->
            finding.require(
                found.equals(moves), "%s: %s must move %s, moved %s", entry, input, moves, found));
    rows.forEach(this::apply);
  }

  private void apply(TransferRow row) {
    Balance balance = balance(row.userId());
    balance.available += row.change("AVAILABLE");
    balance.held += row.change("HELD");
    finding.require(
        balance.available == row.availableAfter() && balance.held == row.heldAfter(),
        "%s: after it there must be %d available and %d held",
        row,
        balance.available,
        balance.held);
  }

  private Balance balance(long userId) {
    return balances.computeIfAbsent(userId, _ -> new Balance());
  }

  private Level level(long auctionId, long userId) {
    return levels.computeIfAbsent(new Place(auctionId, userId), _ -> new Level());
  }

  /// What a record must move; empty where that is not decided here.
  private Optional<List<Move>> expected(WalletInput input) {
    return switch (input) {
      case OpenWallet _ -> Optional.of(List.of());
      case Deposit deposit -> requested(deposit.transactionId(), "DEPOSIT", deposit.amount(), true);
      case Withdraw out -> withdrawn(out);
      case SetHold hold -> held(hold);
      case Capture capture -> captured(capture);
      case CaptureUntilConfirmed c ->
          captured(
              new Capture(c.userId(), c.auctionId(), c.price(), c.sellerId(), c.commandSeq(), 0));
      case Credit credit ->
          Optional.of(
              decided.add(credit.creditId())
                  ? List.of(new Move("EARNING", credit.amount()))
                  : List.of());
      case ChargeBack back -> {
        perhapsBlocked.add(back.userId());
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<List<Move>> withdrawn(Withdraw out) {
    boolean enough = out.amount() <= balance(out.userId()).available;
    return requested(out.transactionId(), "WITHDRAWAL", out.amount(), enough);
  }

  /// Whether an amount is out of range is believed; the bound is not part of this check.
  private Optional<List<Move>> requested(UUID id, String type, long amount, boolean possible) {
    if (!decided.add(id)) {
      return Optional.of(List.of());
    }
    String outcome = wallet.requests().getOrDefault(id, "");
    boolean done = possible && !outcome.equals("AMOUNT_OUT_OF_RANGE");
    finding.require(outcome.equals("DONE") == done, "request %s: the row says %s", id, outcome);
    return Optional.of(done ? List.of(new Move(type, amount)) : List.of());
  }

  private Optional<List<Move>> held(SetHold hold) {
    Level level = level(hold.auctionId(), hold.userId());
    if (hold.commandSeq() <= level.commandSeq) {
      return Optional.of(List.of());
    }
    level.commandSeq = hold.commandSeq();
    long more = hold.to() - level.level;
    if (level.closed || more == 0 || more > balance(hold.userId()).available) {
      return Optional.of(List.of());
    }
    level.level = hold.to();
    return Optional.of(List.of(new Move(more > 0 ? "BID_HOLD" : "BID_RELEASE", Math.abs(more))));
  }

  private Optional<List<Move>> captured(Capture capture) {
    Level level = level(capture.auctionId(), capture.userId());
    if (level.closed) {
      return Optional.of(List.of());
    }
    List<Move> moves = new ArrayList<>();
    moves.add(new Move("PAYMENT", capture.price()));
    if (level.level > capture.price()) {
      moves.add(new Move("BID_RELEASE", level.level - capture.price()));
    }
    if (capture.fee() > 0) {
      moves.add(new Move("FEE", capture.fee()));
    }
    level.level = 0;
    level.closed = true;
    level.commandSeq = Math.max(level.commandSeq, capture.commandSeq());
    return Optional.of(moves);
  }

  private void compare() {
    balances.forEach(
        (user, balance) -> {
          @Nullable List<Long> row = wallet.balances().get(user);
          finding.require(
              List.of(balance.available, balance.held).equals(row),
              "user %d must have %d available and %d held, the row says %s",
              user,
              balance.available,
              balance.held,
              String.valueOf(row));
        });
    Map<Place, Position> rows = new HashMap<>();
    wallet.positions().forEach(row -> rows.put(new Place(row.auctionId(), row.userId()), row));
    levels.forEach((place, level) -> compare(place, level, rows.get(place)));
  }

  private void compare(Place place, Level level, @Nullable Position row) {
    finding.examined(1);
    boolean same =
        row != null
            && row.level() == level.level
            && row.closed() == level.closed
            && row.commandSeq() == level.commandSeq;
    finding.require(
        same || perhapsBlocked.contains(place.bidderId()),
        "%s must have %d held by command %d%s, the row says %s",
        place,
        level.level,
        level.commandSeq,
        level.closed ? ", closed" : "",
        String.valueOf(row));
  }
}
