package com.neighborbid.wallet.ledger;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.wallet.ledger.domain.Account;
import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import com.neighborbid.wallet.ledger.domain.Account.Platform;
import com.neighborbid.wallet.ledger.domain.Command;
import com.neighborbid.wallet.ledger.domain.Command.Adjust;
import com.neighborbid.wallet.ledger.domain.Command.Capture;
import com.neighborbid.wallet.ledger.domain.Command.Credit;
import com.neighborbid.wallet.ledger.domain.Command.Deposit;
import com.neighborbid.wallet.ledger.domain.Command.Open;
import com.neighborbid.wallet.ledger.domain.Command.SetHold;
import com.neighborbid.wallet.ledger.domain.Command.Withdraw;
import com.neighborbid.wallet.ledger.domain.Ledger;
import com.neighborbid.wallet.ledger.domain.Ledger.PositionKey;
import com.neighborbid.wallet.ledger.domain.MoneyRequest;
import com.neighborbid.wallet.ledger.domain.Position;
import com.neighborbid.wallet.ledger.domain.SellerCredit;
import com.neighborbid.wallet.ledger.domain.Transfer;
import com.neighborbid.wallet.ledger.domain.Wallet;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of the ledger: one query per table to load a batch, one statement per table to write it,
/// rows in the order of their keys. Every method runs in the caller's transaction.
final class LedgerStore {
  private static final String TIME_MS = "(extract(epoch from %s) * 1000)::bigint";
  private static final String OF_MS = "timestamptz 'epoch' + %s * interval '1 millisecond'";

  private LedgerStore() {}

  /// A transfer with its place in the log, from which its id comes.
  record PlacedTransfer(
      UUID id, int partition, long offset, int index, long atMs, Transfer transfer) {
    static PlacedTransfer of(LogRecord record, int index, Transfer transfer) {
      String place =
          Topics.WALLET_LOG + "/" + record.partition() + "/" + record.offset() + "/" + index;
      UUID id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.US_ASCII));
      return new PlacedTransfer(
          id, record.partition(), record.offset(), index, record.timeMs(), transfer);
    }
  }

  /// What the commands touch.
  private record Touched(
      Set<Long> users, Set<PositionKey> positions, Set<UUID> requests, Set<UUID> credits) {
    static Touched by(List<Command> commands) {
      Touched touched =
          new Touched(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
      commands.forEach(touched::add);
      return touched;
    }

    private void add(Command command) {
      users.add(command.userId());
      switch (command) {
        case Open _ -> {}
        case Deposit deposit -> requests.add(deposit.requestId());
        case Withdraw withdraw -> requests.add(withdraw.requestId());
        case Adjust adjust -> requests.add(adjust.requestId());
        case Credit credit -> credits.add(credit.creditId());
        case SetHold hold -> positions.add(new PositionKey(hold.auctionId(), hold.userId()));
        case Capture capture ->
            positions.add(new PositionKey(capture.auctionId(), capture.userId()));
      }
    }
  }

  /// Everything that these commands touch.
  static Ledger load(Connection c, List<Command> commands) throws SQLException {
    Touched touched = Touched.by(commands);
    Ledger ledger = new Ledger();
    loadWallets(c, touched.users(), ledger);
    if (!touched.positions().isEmpty()) {
      loadPositions(c, touched.positions(), ledger);
    }
    loadSeen(c, "select id from money_request where id = any (?)", touched.requests(), ledger);
    loadSeen(c, "select id from credit where id = any (?)", touched.credits(), ledger);
    return ledger;
  }

  private static void loadWallets(Connection c, Set<Long> users, Ledger ledger)
      throws SQLException {
    String sql =
        "select user_id, available, held, "
            + TIME_MS.formatted("opened_at")
            + " from wallet where user_id = any (?)";
    try (PreparedStatement select = c.prepareStatement(sql)) {
      new Columns<>(select, users).numbers(Long::longValue);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.put(
              new Wallet(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
        }
      }
    }
  }

  private static void loadPositions(Connection c, Set<PositionKey> keys, Ledger ledger)
      throws SQLException {
    String sql =
        "select p.auction_id, p.user_id, p.level, p.command_seq, p.closed, p.captured, "
            + TIME_MS.formatted("p.since")
            + ", coalesce("
            + TIME_MS.formatted("p.closed_at")
            + ", 0) from unnest(?, ?) as k (auction_id, user_id)"
            + " join position p on p.auction_id = k.auction_id and p.user_id = k.user_id";
    try (PreparedStatement select = c.prepareStatement(sql)) {
      new Columns<>(select, keys).numbers(PositionKey::auctionId).numbers(PositionKey::userId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.put(
              new Position(
                  rows.getLong(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getBoolean(5),
                  rows.getLong(6),
                  rows.getLong(7),
                  rows.getLong(8)));
        }
      }
    }
  }

  private static void loadSeen(Connection c, String sql, Set<UUID> ids, Ledger ledger)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement select = c.prepareStatement(sql)) {
      new Columns<>(select, ids).ids(id -> id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.putSeen(rows.getObject(1, UUID.class));
        }
      }
    }
  }

  static void writeWallets(Connection c, Collection<Wallet> wallets) throws SQLException {
    String sql =
        "insert into wallet (user_id, available, held, opened_at) select user_id, available, held, "
            + OF_MS.formatted("opened_ms")
            + " from unnest(?, ?, ?, ?) as r (user_id, available, held, opened_ms)"
            + " on conflict (user_id) do update"
            + " set available = excluded.available, held = excluded.held";
    if (wallets.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      new Columns<>(insert, wallets)
          .numbers(Wallet::userId)
          .numbers(Wallet::available)
          .numbers(Wallet::held)
          .numbers(Wallet::openedAtMs)
          .execute();
    }
  }

  static void writePositions(Connection c, Collection<Position> positions) throws SQLException {
    String sql =
        "insert into position (auction_id, user_id, level, command_seq, closed, captured, since,"
            + " closed_at) select auction_id, user_id, level, command_seq, closed, captured, "
            + OF_MS.formatted("since_ms")
            + ", case when closed then "
            + OF_MS.formatted("closed_ms")
            + " end from unnest(?, ?, ?, ?, ?, ?, ?, ?)"
            + " as r (auction_id, user_id, level, command_seq, closed, captured, since_ms, closed_ms)"
            + " on conflict (auction_id, user_id) do update set level = excluded.level,"
            + " command_seq = excluded.command_seq, closed = excluded.closed,"
            + " captured = excluded.captured, since = excluded.since,"
            + " closed_at = excluded.closed_at";
    if (positions.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      new Columns<>(insert, positions)
          .numbers(Position::auctionId)
          .numbers(Position::userId)
          .numbers(Position::level)
          .numbers(Position::commandSeq)
          .flags(Position::closed)
          .numbers(Position::captured)
          .numbers(Position::sinceMs)
          .numbers(Position::closedAtMs)
          .execute();
    }
  }

  static void writeTransfers(Connection c, List<PlacedTransfer> transfers) throws SQLException {
    String sql =
        "insert into transfer (id, log_partition, log_offset, index_in_record, debit_account,"
            + " debit_user, credit_account, credit_user, amount, type, user_id, auction_id,"
            + " available_after, held_after, at) select id, log_partition, log_offset,"
            + " index_in_record, debit_account, debit_user, credit_account, credit_user, amount,"
            + " type, user_id, auction_id, available_after, held_after, "
            + OF_MS.formatted("at_ms")
            + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r (id, log_partition,"
            + " log_offset, index_in_record, debit_account, debit_user, credit_account,"
            + " credit_user, amount, type, user_id, auction_id, available_after, held_after,"
            + " at_ms)";
    if (transfers.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      new Columns<>(insert, transfers)
          .ids(PlacedTransfer::id)
          .numbers(PlacedTransfer::partition)
          .numbers(PlacedTransfer::offset)
          .numbers(PlacedTransfer::index)
          .texts(t -> name(t.transfer().debit()))
          .maybeNumbers(t -> owner(t.transfer().debit()))
          .texts(t -> name(t.transfer().credit()))
          .maybeNumbers(t -> owner(t.transfer().credit()))
          .numbers(t -> t.transfer().amount())
          .texts(t -> t.transfer().type().name())
          .numbers(t -> t.transfer().userId())
          .maybeNumbers(t -> auction(t.transfer()))
          .numbers(t -> t.transfer().availableAfter())
          .numbers(t -> t.transfer().heldAfter())
          .numbers(PlacedTransfer::atMs)
          .execute();
    }
  }

  static void writeRequests(Connection c, List<MoneyRequest> requests) throws SQLException {
    String sql =
        "insert into money_request (id, user_id, kind, amount, outcome, available, held, reason, at)"
            + " select id, user_id, kind, amount, outcome, available, held, reason, "
            + OF_MS.formatted("at_ms")
            + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " as r (id, user_id, kind, amount, outcome, available, held, reason, at_ms)";
    if (requests.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      new Columns<>(insert, requests)
          .ids(MoneyRequest::id)
          .numbers(MoneyRequest::userId)
          .texts(request -> request.kind().name())
          .numbers(MoneyRequest::amount)
          .texts(request -> request.outcome().name())
          .numbers(MoneyRequest::available)
          .numbers(MoneyRequest::held)
          .texts(MoneyRequest::reason)
          .numbers(MoneyRequest::atMs)
          .execute();
    }
  }

  static void writeCredits(Connection c, List<SellerCredit> credits) throws SQLException {
    String sql =
        "insert into credit (id, auction_id, user_id, amount, at)"
            + " select id, auction_id, user_id, amount, "
            + OF_MS.formatted("at_ms")
            + " from unnest(?, ?, ?, ?, ?) as r (id, auction_id, user_id, amount, at_ms)";
    if (credits.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      new Columns<>(insert, credits)
          .ids(SellerCredit::id)
          .numbers(SellerCredit::auctionId)
          .numbers(SellerCredit::userId)
          .numbers(SellerCredit::amount)
          .numbers(SellerCredit::atMs)
          .execute();
    }
  }

  private static String name(Account account) {
    return switch (account) {
      case Available _ -> "AVAILABLE";
      case Held _ -> "HELD";
      case Platform platform -> platform.name();
    };
  }

  private static @Nullable Long owner(Account account) {
    return switch (account) {
      case Available(long userId) -> userId;
      case Held(long userId) -> userId;
      case Platform _ -> null;
    };
  }

  private static @Nullable Long auction(Transfer transfer) {
    return transfer.auctionId().isPresent() ? transfer.auctionId().getAsLong() : null;
  }
}
