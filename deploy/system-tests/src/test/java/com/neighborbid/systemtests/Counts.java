package com.neighborbid.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is: rows of every table that a request could change, and all money.
record Counts(Map<String, Long> rows) {
  static Counts of(NeighborBid system) throws Exception {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (var user = system.database("user");
        var wallet = system.database("wallet");
        var auctions = system.database("auction")) {
      for (String table : List.of("users", "refresh_tokens")) {
        rows.put(table, number(user, "select count(*) from " + table));
      }
      for (String table : List.of("transfer", "money_request", "position", "credit", "wallet")) {
        rows.put(table, number(wallet, "select count(*) from " + table));
      }
      rows.put("available", number(wallet, "select sum(available) from wallet"));
      rows.put("held", number(wallet, "select sum(held) from wallet"));
      for (String table : List.of("auction", "listing", "bid", "hold_level", "ledger_entry")) {
        rows.put(table, number(auctions, "select count(*) from " + table));
      }
      rows.put("prices", number(auctions, "select sum(price) from auction"));
    }
    return new Counts(rows);
  }

  private static long number(Connection connection, String sql) throws Exception {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
