package com.neighborbid.bench.reference;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables of the row-lock way, in a database of their own on the measured PostgreSQL, and so
/// under its settings. They go when this is closed.
final class RowLockTables implements AutoCloseable {
  static final int BIDDERS = 8;

  private static final String NAME = "nb_bench";
  private static final String SUPERUSER = "postgres";
  private static final String PASSWORD = "neighborbid";
  private static final long FUNDS = 1_000_000_000_000L;

  private static final String TABLES =
      """
      create table auction (
        id bigint primary key, seller_id bigint not null, price bigint not null,
        start_price bigint not null, bid_unit bigint not null, leader_id bigint,
        leader_bid uuid, bid_count bigint not null, ends_at timestamptz not null
      ) with (fillfactor = 70);
      create table wallet (
        user_id bigint primary key, available bigint not null check (available >= 0),
        held bigint not null check (held >= 0)
      ) with (fillfactor = 50);
      create table bid (
        id uuid primary key, auction_id bigint not null, bidder_id bigint not null,
        amount bigint not null, status text not null, code text, at timestamptz not null
      );
      create index bid_history on bid (auction_id, at);
      create table ledger (
        id uuid primary key, user_id bigint not null, auction_id bigint not null,
        type text not null, amount bigint not null, available_after bigint not null,
        held_after bigint not null, at timestamptz not null
      );
      create index ledger_history on ledger (user_id, at)""";

  private final String server;

  /// @param port of the PostgreSQL server
  RowLockTables(int port, int auctions) throws SQLException {
    this.server = "jdbc:postgresql://127.0.0.1:" + port + "/";
    drop();
    try (Connection connection = superuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + NAME);
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      statement.execute(
          "insert into wallet select u, %d, 0 from generate_series(1, %d) u"
              .formatted(FUNDS, BIDDERS));
      statement.execute(
          """
          insert into auction
          select a, 0, 0, 1000, 1, null, null, 0, now() + interval '1 day'
          from generate_series(1, %d) a"""
              .formatted(auctions));
      statement.execute("vacuum analyze");
    }
  }

  /// The role is the superuser because only he may make and drop databases here; the speed of these
  /// statements does not depend on the role.
  Connection connect() throws SQLException {
    return superuser(NAME);
  }

  private Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(server + database, SUPERUSER, PASSWORD);
  }

  private void drop() throws SQLException {
    try (Connection connection = superuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + NAME + " with (force)");
    }
  }

  @Override
  public void close() throws SQLException {
    drop();
  }
}
