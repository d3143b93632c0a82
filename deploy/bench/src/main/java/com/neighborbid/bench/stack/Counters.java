package com.neighborbid.bench.stack;

import com.neighborbid.bench.measure.CopyReads;
import com.neighborbid.local.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;

/// What services and the database server count about themselves.
public final class Counters {
  private static final String TRANSACTIONS =
      "select sum(xact_commit + xact_rollback) from pg_stat_database";

  private static final String COPIES = "auction_cache_reads_total";

  private final Target target;

  public Counters(Target target) {
    this.target = target;
  }

  /// The sum of a metric over all its labels.
  ///
  /// @param without a label's text that is left out; empty for none
  public double metric(Part part, String name, String without) {
    return sum(part, name, line -> without.isEmpty() || !line.contains(without));
  }

  private double sum(Part part, String name, Predicate<String> counts) {
    try (InputStream page =
        target.direct(part).resolve("/actuator/prometheus").toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .filter(counts)
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Bytes of Java objects that the realtime service has made so far.
  public double allocated() {
    return metric(Part.REALTIME, "neighborbid_realtime_allocated_bytes_total", "");
  }

  /// Requests that auction-service has answered so far, without those for its own metrics.
  public double auctionRequests() {
    return metric(Part.AUCTION, "http_server_requests_seconds_count", "/actuator");
  }

  /// Copies that auction-service has read so far.
  public CopyReads copies() {
    return new CopyReads(copiesFrom("near"), copiesFrom("far"), copiesFrom("database"));
  }

  private double copiesFrom(String place) {
    return sum(Part.AUCTION, COPIES, line -> line.contains("from=\"" + place + "\""));
  }

  /// Transactions that the database server has ended so far, over all databases, its own included.
  public long transactions() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                target.jdbcUrl("nb_auction"), "neighborbid", "neighborbid");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRANSACTIONS)) {
      row.next();
      return row.getLong(1);
    }
  }
}
