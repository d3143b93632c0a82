package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The queries, and the few updates that are of no common kind. Each is known by how it begins.
final class Special {
  private static final List<String> LANE =
      List.of(
          "partition",
          "topic_id",
          "partition_count",
          "epoch",
          "next_offset",
          "log_time_ms",
          "last_offset",
          "last_leader_epoch",
          "last_crc",
          "outbox_seq",
          "kafka_sent",
          "redis_sent");

  private Special() {}

  static Sql.Statement of(String sql) {
    if (sql.startsWith("select partition, topic_id")) {
      return sql.endsWith("for update") ? Special::lockLanes : Special::findLane;
    }
    if (sql.startsWith("update lane set epoch = epoch + 1 where")) {
      return Special::takeLane;
    }
    if (sql.startsWith("update lane set kafka_sent = greatest(kafka_sent, ?)")) {
      return Special::saveCursors;
    }
    if (sql.startsWith("select seq, messages from lane_outbox")) {
      return Special::unsent;
    }
    if (sql.startsWith("delete from queued_command")) {
      return Special::deleteCommands;
    }
    return query(sql);
  }

  private static Sql.Statement query(String sql) {
    if (sql.startsWith("select id, started, pauses <> ''")) {
      return Special::timers;
    }
    if (sql.startsWith("select id from auction where log_partition = ?")) {
      return Special::undecidedAuctions;
    }
    if (sql.startsWith("select b.id, b.kind")) {
      return Special::undecidedBids;
    }
    if (sql.startsWith("select auction_id, log_offset, logged_at, type, value")) {
      return byIds("queued_command", "auction_id", List.of());
    }
    if (sql.startsWith("select auction_id, bidder_id, command_seq, level_sent")) {
      return byPairs("hold_level", List.of());
    }
    if (sql.startsWith("select * from auction where id = any")) {
      return byIds("auction", "id", List.of());
    }
    if (sql.startsWith("select user_id, nickname")) {
      return (_, _) -> ResultStub.EMPTY;
    }
    if (sql.startsWith("select user_id, available, held")) {
      return Special::wallets;
    }
    if (sql.startsWith("select p.auction_id, p.user_id")) {
      return byPairs(
          "position",
          List.of(
              "auction_id",
              "user_id",
              "level",
              "command_seq",
              "closed",
              "captured",
              "since",
              "closed_at"));
    }
    if (sql.startsWith("select auction_id, buyer_id")) {
      return byIds(
          "payment",
          "auction_id",
          List.of(
              "auction_id",
              "buyer_id",
              "seller_id",
              "price",
              "fee",
              "state",
              "since",
              "release_at",
              "disputed_at",
              "decided_by",
              "decided_at"));
    }
    if (sql.startsWith("select id, user_id, amount, state")) {
      return byIds("payout", "id", List.of("id", "user_id", "amount", "state", "at", "decided_at"));
    }
    for (String table : List.of("bid", "money_request", "credit")) {
      if (sql.startsWith("select id from " + table + " where id = any")) {
        return existing(table);
      }
    }
    throw new Gap(sql);
  }

  private static List<Object> laneKey(@Nullable Object[] p, int from) {
    return List.of(Table.atom(p[from]), Table.atom(p[from + 1]), Table.atom(p[from + 2]));
  }

  private static ResultStub findLane(Transaction tx, @Nullable Object[] p) {
    Row row = tx.find(tx.table("lane"), laneKey(p, 0));
    return new ResultStub(LANE, row == null ? List.of() : List.of(row));
  }

  private static ResultStub lockLanes(Transaction tx, @Nullable Object[] p) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Object partition : array(p[2])) {
      List<Object> key = List.of(Table.atom(p[0]), Table.atom(p[1]), Table.atom(partition));
      tx.lock(key);
      Row row = tx.find(tx.table("lane"), key);
      if (row != null) {
        rows.add(tx.database().tampering().lane(row.copy(), false));
      }
    }
    return new ResultStub(LANE, rows);
  }

  private static ResultStub takeLane(Transaction tx, @Nullable Object[] p) throws SQLException {
    List<Object> key = laneKey(p, 0);
    tx.lock(key);
    Row row = tx.find(tx.table("lane"), key);
    if (row == null) {
      return new ResultStub(LANE, List.of());
    }
    Row taken = row.copy();
    Tampering tampering = tx.database().tampering();
    taken.set("epoch", row.number("epoch") + (tampering.raisesEpoch() ? 1 : 0));
    tx.put(tx.table("lane"), taken);
    return new ResultStub(LANE, List.of(tampering.lane(taken.copy(), true)));
  }

  private static ResultStub saveCursors(Transaction tx, @Nullable Object[] p) throws SQLException {
    List<Object> key = laneKey(p, 3);
    Row row = tx.find(tx.table("lane"), key);
    if (row == null || row.number("epoch") != number(p[2])) {
      return ResultStub.EMPTY;
    }
    tx.lock(key);
    Row saved = row.copy();
    saved.set("kafka_sent", Math.max(row.number("kafka_sent"), number(p[0])));
    saved.set("redis_sent", Math.max(row.number("redis_sent"), number(p[1])));
    tx.put(tx.table("lane"), saved);
    return new ResultStub(LANE, List.of(saved));
  }

  private static ResultStub unsent(Transaction tx, @Nullable Object[] p) {
    Table outbox = tx.table("lane_outbox");
    List<Row> rows = new ArrayList<>();
    List<Object> lane = laneKey(p, 0);
    long seq = number(p[3]);
    while (rows.size() < number(p[4])) {
      List<Object> key = new ArrayList<>(lane);
      key.add(++seq);
      Row row = tx.find(outbox, key);
      if (row == null) {
        break;
      }
      rows.add(row);
    }
    return new ResultStub(List.of("seq", "messages"), rows);
  }

  private static ResultStub deleteCommands(Transaction tx, @Nullable Object[] p) {
    Table table = tx.table("queued_command");
    Set<Object> ids = ids(p[0]);
    for (Row row : tx.all(table)) {
      if (ids.contains(row.number("auction_id"))) {
        tx.delete(table, table.keyOf(row));
      }
    }
    return ResultStub.EMPTY;
  }

  private static ResultStub timers(Transaction tx, @Nullable Object[] p) {
    long partition = number(p[0]);
    List<Row> rows = new ArrayList<>();
    for (Row row : tx.all(tx.table("auction"))) {
      if (row.number("log_partition") == partition && !row.flag("ended")) {
        Row timer = row.copy();
        timer.set("paused", !row.text("pauses").isEmpty());
        rows.add(timer);
      }
    }
    return new ResultStub(
        List.of("id", "started", "paused", "closing", "starts_at", "ends_at"), rows);
  }

  private static ResultStub undecidedAuctions(Transaction tx, @Nullable Object[] p) {
    long partition = number(p[0]);
    return found(
        tx,
        "auction",
        List.of("id"),
        row ->
            row.number("log_partition") == partition
                && row.number("undecided") > 0
                && (!row.flag("ended") || row.get("offer_bidder") != null));
  }

  private static ResultStub undecidedBids(Transaction tx, @Nullable Object[] p) {
    Set<Object> ids = ids(p[0]);
    Map<Long, Long> heads = new HashMap<>();
    for (Row row : tx.all(tx.table("auction"))) {
      if (ids.contains(row.number("id"))
          && row.number("undecided") > 0
          && row.get("first_undecided") != null) {
        heads.merge(row.number("log_partition"), row.number("first_undecided"), Math::min);
      }
    }
    Set<Object> wanted = ids(p[1]);
    return found(
        tx,
        "bid",
        List.of(),
        row ->
            row.text("status").equals("RECEIVED")
                && wanted.contains(row.number("auction_id"))
                && row.number("log_offset")
                    >= heads.getOrDefault(row.number("log_partition"), Long.MAX_VALUE));
  }

  private static ResultStub wallets(Transaction tx, @Nullable Object[] p) {
    List<Row> rows = new ArrayList<>();
    for (Object id : array(p[0])) {
      Row row = tx.find(tx.table("wallet"), Table.atom(id));
      if (row != null) {
        Row wallet = row.copy();
        wallet.set("blocked", row.get("blocked_at") != null);
        rows.add(wallet);
      }
    }
    return new ResultStub(List.of("user_id", "available", "held", "opened_at", "blocked"), rows);
  }

  private static Sql.Statement byIds(String table, String column, List<String> columns) {
    return (tx, p) -> {
      Set<Object> ids = ids(p[0]);
      return found(tx, table, columns, row -> ids.contains(Table.atom(row.get(column))));
    };
  }

  /// By keys of two columns.
  private static Sql.Statement byPairs(String table, List<String> columns) {
    return (tx, p) -> {
      @Nullable Object[] first = array(p[0]);
      @Nullable Object[] second = array(p[1]);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < first.length; i++) {
        Row row = tx.find(tx.table(table), List.of(Table.atom(first[i]), Table.atom(second[i])));
        if (row != null) {
          rows.add(row);
        }
      }
      return new ResultStub(columns, rows);
    };
  }

  private static Sql.Statement existing(String table) {
    return (tx, p) -> {
      List<Row> rows = new ArrayList<>();
      for (Object id : array(p[0])) {
        Row row = tx.find(tx.table(table), Table.atom(id));
        if (row != null && tx.database().tampering().finds(table)) {
          rows.add(row);
        }
      }
      return new ResultStub(List.of("id"), rows);
    };
  }

  private static ResultStub found(
      Transaction tx, String table, List<String> columns, Predicate<Row> wanted) {
    Comparator<Row> order = Comparator.comparingLong(row -> row.number("log_offset"));
    return new ResultStub(
        columns, tx.all(tx.table(table)).stream().filter(wanted).sorted(order).toList());
  }

  private static @Nullable Object[] array(@Nullable Object value) {
    if (value instanceof Object[] elements) {
      return elements;
    }
    throw new Gap("not an array: " + value);
  }

  private static Set<Object> ids(@Nullable Object value) {
    Set<Object> ids = new HashSet<>();
    for (Object element : array(value)) {
      ids.add(Table.atom(element));
    }
    return ids;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
