package com.neighborbid.common.lane;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The smallest engine that can go wrong in every way: a sum per key, kept in memory between
/// batches like a real engine's state, one row per decided record, one message per record.
///
/// A value is a number to add, or what goes wrong: `unreadable`, `undecidable`, `must-stop`,
/// `huge`. Numbers above 1,000 are refused by the database.
final class CountingEngine implements LaneEngine<String> {
  static final String TYPE = "test.Counted.v1";
  static final String TABLES =
      """
      create table total (key text primary key, total bigint not null);
      create table decided (
        partition int, record_offset bigint, key text not null,
        amount bigint not null check (amount <= 1000), at_ms bigint not null,
        primary key (partition, record_offset));
      """;

  /// Moments at which a test may hold the engine up.
  static class Hooks {
    void inTransaction() {}

    void committed() {}

    void tick() {}
  }

  private record Total(String key, long total) {}

  private final String outTopic;
  private final Hooks hooks;
  private final Map<Integer, Map<String, Long>> totals = new HashMap<>();

  CountingEngine(String outTopic, Hooks hooks) {
    this.outTopic = outTopic;
    this.hooks = hooks;
  }

  @Override
  public String parse(LogRecord record) {
    String text = new String(record.value(), StandardCharsets.UTF_8);
    if (text.startsWith("unreadable")) {
      throw new IllegalArgumentException("not a number: " + text);
    }
    return text;
  }

  @Override
  public void taken(int partition, Connection connection) {
    totals.remove(partition);
  }

  @Override
  public void dropped(int partition) {
    totals.remove(partition);
  }

  @Override
  public Batch<String> begin(Connection connection, List<LaneInput<String>> inputs)
      throws SQLException {
    Set<String> missing = new HashSet<>();
    for (LaneInput<String> input : inputs) {
      var known = totals.computeIfAbsent(input.record().partition(), _ -> new HashMap<>());
      if (!known.containsKey(input.record().key())) {
        missing.add(input.record().key());
      }
    }
    Map<String, Long> loaded = load(connection, missing);
    for (LaneInput<String> input : inputs) {
      String key = input.record().key();
      totals.get(input.record().partition()).putIfAbsent(key, loaded.getOrDefault(key, 0L));
    }
    return new CountingBatch();
  }

  private static Map<String, Long> load(Connection connection, Set<String> keys)
      throws SQLException {
    Map<String, Long> loaded = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select key, total from total where key = any (?)")) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          loaded.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return loaded;
  }

  @Override
  public PoisonVerdict poison(LogRecord record, Exception failure) {
    if (new String(record.value(), StandardCharsets.UTF_8).startsWith("must-stop")) {
      return new PoisonVerdict.Stop("money hangs on it");
    }
    return new PoisonVerdict.Skip(List.of(message(record, "declined")));
  }

  @Override
  public void tick() {
    hooks.tick();
  }

  private Outgoing message(LogRecord record, String text) {
    return new Outgoing.ToKafka(
        outTopic,
        record.key(),
        TYPE,
        (record.offset() + ":" + text).getBytes(StandardCharsets.UTF_8),
        record.timeMs(),
        record.requestId());
  }

  private final class CountingBatch implements Batch<String> {
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Long> amounts = new ArrayList<>();
    private final Map<String, Total> changed = new HashMap<>();

    @Override
    public void decide(LaneInput<String> input, LaneOutput output) {
      LogRecord record = input.record();
      Map<String, Long> known = totals.get(record.partition());
      long amount = amount(input.input());
      // Half applied on purpose before it throws: nothing of it may survive.
      long total = known.merge(record.key(), amount, Long::sum);
      if (amount < 0) {
        throw new IllegalStateException("cannot decide " + input.input());
      }
      if (input.input().startsWith("huge")) {
        output.add(message(record, "x".repeat(OutboxCodec.PAYLOAD_BYTES_MAX)));
      }
      changed.put(record.key(), new Total(record.key(), total));
      records.add(record);
      amounts.add(amount);
      output.add(message(record, Long.toString(total)));
    }

    private static long amount(String text) {
      return switch (text) {
        case "undecidable", "must-stop" -> -1;
        case "huge" -> 1;
        default -> Long.parseLong(text);
      };
    }

    @Override
    public void endOfLane(int partition, @Nullable LaneOutput output) {}

    @Override
    public void write(LaneWrites writes) throws SQLException {
      Rows decided = writes.rows(records.size());
      for (int i = 0; i < records.size(); i++) {
        LogRecord record = records.get(i);
        decided.add("int4", record.partition());
        decided.add(record.offset());
        decided.add(record.key());
        decided.add(amounts.get(i));
        decided.add(record.timeMs());
        decided.next();
      }
      decided.write("insert into decided select * from %s");
      Rows sums = writes.rows(changed.size());
      for (Total total : changed.values()) {
        sums.add(total.key());
        sums.add(total.total());
        sums.next();
      }
      sums.write(
          "insert into total select * from %s on conflict (key) do update set total ="
              + " excluded.total");
      hooks.inTransaction();
    }

    @Override
    public void committed() {
      hooks.committed();
    }
  }
}
