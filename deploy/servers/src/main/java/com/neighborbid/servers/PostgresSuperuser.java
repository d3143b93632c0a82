package com.neighborbid.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// A running PostgreSQL server as its superuser asks and changes it, over a connection for each
/// question.
///
/// @param url of the database `postgres`
record PostgresSuperuser(String url) {
  static final String NAME = "postgres";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  /// Makes connections of a superuser.
  interface Connector {
    Connection connect() throws SQLException;
  }

  Connection connect() throws SQLException {
    return connect(ANSWER_LIMIT);
  }

  /// @param answerLimit how long one question may take
  Connection connect(Duration answerLimit) throws SQLException {
    return DriverManager.getConnection(
        url + "?connectTimeout=2&socketTimeout=" + answerLimit.toSeconds(),
        NAME,
        PostgresServer.PASSWORD);
  }

  /// Whether it answers at all.
  boolean answers() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException _) {
      return false;
    }
  }

  /// The one value that answers a question.
  String text(String question) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw cannotAsk(e);
    }
  }

  boolean isTrue(String question) {
    return text(question).equals("t");
  }

  /// The moment that answers a question; empty where the answer is null.
  Optional<Instant> instant(String question) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    } catch (SQLException e) {
      throw cannotAsk(e);
    }
  }

  private static ServerException cannotAsk(SQLException e) {
    return new ServerException("cannot ask PostgreSQL: " + e.getMessage(), e);
  }

  void execute(List<String> statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new ServerException("cannot change PostgreSQL: " + e.getMessage(), e);
    }
  }

  /// Creates the role [PostgresServer#USER] unless it exists.
  void ensureRole() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      ensureRole(statement);
    } catch (SQLException e) {
      throw new ServerException(
          "cannot create role " + PostgresServer.USER + ": " + e.getMessage(), e);
    }
  }

  static void ensureRole(Statement superuser) throws SQLException {
    try (ResultSet rows =
        superuser.executeQuery(
            "SELECT 1 FROM pg_roles WHERE rolname = '" + PostgresServer.USER + "'")) {
      if (rows.next()) {
        return;
      }
    }
    superuser.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'"
            .formatted(PostgresServer.USER, PostgresServer.PASSWORD));
  }

  /// Creates a database, owned by [PostgresServer#USER], unless it exists.
  static void ensureDatabase(String name, Connector superuser) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        if (rows.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name + " OWNER " + PostgresServer.USER);
    } catch (SQLException e) {
      throw new ServerException("cannot create database " + name + ": " + e.getMessage(), e);
    }
  }
}
