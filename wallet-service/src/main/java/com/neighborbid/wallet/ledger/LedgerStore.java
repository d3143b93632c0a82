package com.neighborbid.wallet.ledger;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Rows;
import com.neighborbid.wallet.ledger.domain.Account;
import com.neighborbid.wallet.ledger.domain.Account.Available;
import com.neighborbid.wallet.ledger.domain.Account.Held;
import com.neighborbid.wallet.ledger.domain.Account.Platform;
import com.neighborbid.wallet.ledger.domain.Command;
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
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The SQL of the ledger: one query per table to load a batch, one statement per table to write it,
/// rows in the order of their keys. Every method runs in the caller's transaction.
final class LedgerStore {
  static final String TIME_MS = "(extract(epoch from %s) * 1000)::bigint";
  static final String OF_MS = "timestamptz 'epoch' + %s * interval '1 millisecond'";

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

  /// What has rows beyond wallet and position is read by the few batches that touch it.
  static Ledger load(Connection c, List<Command> commands) throws SQLException {
    Touched touched = Touched.by(commands);
    Ledger ledger = new Ledger();
    loadWallets(c, touched.users(), ledger);
    if (!touched.positions().isEmpty()) {
      loadPositions(c, touched.positions(), ledger);
    }
    loadSeen(c, "select id from money_request where id = any (?)", touched.requests(), ledger);
    ChangeStore.loadPayments(c, touched.payments(), ledger);
    ChangeStore.loadPayouts(c, touched.payouts(), ledger);
    loadSeen(c, "select id from credit where id = any (?)", touched.credits(), ledger);
    return ledger;
  }

  private static void loadWallets(Connection c, Set<Long> users, Ledger ledger)
      throws SQLException {
    String sql =
        "select user_id, available, held, "
            + TIME_MS.formatted("opened_at")
            + ", blocked_at is not null from wallet where user_id = any (?)";
    try (PreparedStatement select = c.prepareStatement(sql)) {
      select.setObject(1, numbers(users, Long::longValue));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.put(
              new Wallet(
                  rows.getLong(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getBoolean(5)));
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
      select.setObject(1, numbers(keys, PositionKey::auctionId));
      select.setObject(2, numbers(keys, PositionKey::userId));
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

  /// The driver sends an array of primitives in binary, without a boxed copy.
  static <K> long[] numbers(Set<K> keys, ToLongFunction<K> column) {
    return keys.stream().mapToLong(column).toArray();
  }

  private static void loadSeen(Connection c, String sql, Set<UUID> ids, Ledger ledger)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement select = c.prepareStatement(sql)) {
      select.setArray(1, c.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ledger.putSeen(rows.getObject(1, UUID.class));
        }
      }
    }
  }

  static void writeWallets(LaneWrites writes, Collection<Wallet> wallets) {
    Rows rows = writes.rows(wallets.size());
    for (Wallet wallet : wallets) {
      rows.add(wallet.userId());
      rows.add(wallet.available());
      rows.add(wallet.held());
      rows.add(wallet.openedAtMs());
      rows.next();
    }
    rows.write(
        "insert into wallet (user_id, available, held, opened_at) select user_id, available, held, "
            + OF_MS.formatted("opened_ms")
            + " from %s as r (user_id, available, held, opened_ms)"
            + " on conflict (user_id) do update"
            + " set available = excluded.available, held = excluded.held");
  }

  static void writePositions(LaneWrites writes, Collection<Position> positions) {
    Rows rows = writes.rows(positions.size());
    for (Position position : positions) {
      rows.add(position.auctionId());
      rows.add(position.userId());
      rows.add(position.level());
      rows.add(position.commandSeq());
      rows.add("bool", position.closed());
      rows.add(position.captured());
      rows.add(position.sinceMs());
      rows.add(position.closedAtMs());
      rows.next();
    }
    rows.write(
        "insert into position (auction_id, user_id, level, command_seq, closed, captured, since,"
            + " closed_at) select auction_id, user_id, level, command_seq, closed, captured, "
            + OF_MS.formatted("since_ms")
            + ", case when closed then "
            + OF_MS.formatted("closed_ms")
            + " end from %s as r (auction_id, user_id, level, command_seq, closed, captured,"
            + " since_ms, closed_ms) on conflict (auction_id, user_id) do update set level ="
            + " excluded.level, command_seq = excluded.command_seq, closed = excluded.closed,"
            + " captured = excluded.captured, since = excluded.since, closed_at ="
            + " excluded.closed_at");
  }

  static void writeTransfers(LaneWrites writes, List<PlacedTransfer> transfers) {
    Rows rows = writes.rows(transfers.size());
    for (PlacedTransfer placed : transfers) {
      Transfer transfer = placed.transfer();
      rows.add("uuid", placed.id());
      rows.add("int4", placed.partition());
      rows.add(placed.offset());
      rows.add("int4", placed.index());
      rows.add(name(transfer.debit()));
      rows.add(owner(transfer.debit()));
      rows.add(name(transfer.credit()));
      rows.add(owner(transfer.credit()));
      rows.add(transfer.amount());
      rows.add(transfer.type().name());
      rows.add(transfer.userId());
      rows.add(auction(transfer));
      rows.add(transfer.availableAfter());
      rows.add(transfer.heldAfter());
      rows.add(placed.atMs());
      rows.next();
    }
    rows.write(
        "insert into transfer (id, log_partition, log_offset, index_in_record, debit_account,"
            + " debit_user, credit_account, credit_user, amount, type, user_id, auction_id,"
            + " available_after, held_after, at) select id, log_partition, log_offset,"
            + " index_in_record, debit_account, debit_user, credit_account, credit_user, amount,"
            + " type, user_id, auction_id, available_after, held_after, "
            + OF_MS.formatted("at_ms")
            + " from %s as r (id, log_partition,"
            + " log_offset, index_in_record, debit_account, debit_user, credit_account,"
            + " credit_user, amount, type, user_id, auction_id, available_after, held_after,"
            + " at_ms)");
  }

  static void writeRequests(LaneWrites writes, List<MoneyRequest> requests) {
    Rows rows = writes.rows(requests.size());
    for (MoneyRequest request : requests) {
      rows.add("uuid", request.id());
      rows.add(request.userId());
      rows.add(request.kind().name());
      rows.add(request.amount());
      rows.add(request.outcome().name());
      rows.add(request.available());
      rows.add(request.held());
      rows.add(request.reason());
      rows.add(request.atMs());
      rows.next();
    }
    rows.write(
        "insert into money_request (id, user_id, kind, amount, outcome, available, held, reason,"
            + " at) select id, user_id, kind, amount, outcome, available, held, reason, "
            + OF_MS.formatted("at_ms")
            + " from %s"
            + " as r (id, user_id, kind, amount, outcome, available, held, reason, at_ms)");
  }

  static void writeCredits(LaneWrites writes, List<SellerCredit> credits) {
    Rows rows = writes.rows(credits.size());
    for (SellerCredit credit : credits) {
      rows.add("uuid", credit.id());
      rows.add(credit.auctionId());
      rows.add(credit.userId());
      rows.add(credit.amount());
      rows.add(credit.atMs());
      rows.next();
    }
    rows.write(
        "insert into credit (id, auction_id, user_id, amount, at)"
            + " select id, auction_id, user_id, amount, "
            + OF_MS.formatted("at_ms")
            + " from %s as r (id, auction_id, user_id, amount, at_ms)");
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
