package com.neighborbid.simulation.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables of both services that the engines write, with their keys.
public final class Schema {
  private static final List<String> LANE = List.of("consumer_group", "topic", "partition");

  private Schema() {}

  public static Map<String, Table> auction() {
    Map<String, Table> tables = lanes();
    add(
        tables,
        "auction",
        List.of("id"),
        Map.ofEntries(
            Map.entry("closing", false),
            Map.entry("ended", false),
            Map.entry("price", 0L),
            Map.entry("leader_max", 0L),
            Map.entry("bid_count", 0L),
            Map.entry("undecided", 0),
            Map.entry("cancelled", false),
            Map.entry("pauses", ""),
            Map.entry("suspended_bidders", new Long[0]),
            Map.entry("bidders", 0),
            Map.entry("ledger_hash", "0".repeat(64))));
    add(tables, "bid", List.of("id"), Map.of());
    add(tables, "hold_level", List.of("auction_id", "bidder_id"), Map.of());
    add(tables, "queued_command", List.of("auction_id", "log_offset"), Map.of());
    add(tables, "command_outcome", List.of("id"), Map.of());
    add(tables, "ledger_entry", List.of("auction_id", "seq"), Map.of());
    return tables;
  }

  public static Map<String, Table> wallet() {
    Map<String, Table> tables = lanes();
    add(tables, "wallet", List.of("user_id"), Map.of());
    add(tables, "position", List.of("auction_id", "user_id"), Map.of());
    add(tables, "transfer", List.of("id"), Map.of());
    add(tables, "money_request", List.of("id"), Map.of());
    add(tables, "credit", List.of("id"), Map.of());
    add(tables, "payment", List.of("auction_id"), Map.of());
    add(tables, "payout", List.of("id"), Map.of());
    add(tables, "admin_action", List.of("id"), Map.of());
    return tables;
  }

  private static Map<String, Table> lanes() {
    Map<String, Table> tables = new HashMap<>();
    add(
        tables,
        "lane",
        LANE,
        Map.of(
            "epoch", 0L,
            "next_offset", 0L,
            "log_time_ms", 0L,
            "outbox_seq", 0L,
            "kafka_sent", 0L,
            "redis_sent", 0L));
    add(tables, "lane_outbox", List.of("consumer_group", "topic", "partition", "seq"), Map.of());
    add(
        tables,
        "lane_skipped",
        List.of("consumer_group", "topic", "partition", "record_offset"),
        Map.of());
    return tables;
  }

  private static void add(
      Map<String, Table> tables, String name, List<String> key, Map<String, Object> defaults) {
    tables.put(name, new Table(name, key, defaults));
  }
}
