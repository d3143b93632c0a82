package com.neighborbid.bench.stack;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the auction database says about how far the engine is.
public final class Decisions implements AutoCloseable {
  private static final String LANES =
      "select partition, next_offset from lane where topic = 'auction.log'";
  private static final String UNDECIDED =
      "select exists (select from bid where status = 'RECEIVED')";
  private static final String OUTCOMES =
      "select status, count(*) from bid where auction_id = any (?) group by status";
  private static final String OPEN = "select count(*) from auction where not ended";

  private final Connection connection;

  public Decisions(Target target) throws SQLException {
    connection =
        DriverManager.getConnection(target.jdbcUrl("nb_auction"), "neighborbid", "neighborbid");
  }

  /// Sum of the offsets that the engine has decided or queued.
  public long progress() throws SQLException {
    return lanes().values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether everything in the log up to there is decided and committed.
  public boolean areComplete(Map<Integer, Long> ends) throws SQLException {
    Map<Integer, Long> lanes = lanes();
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      if (lanes.getOrDefault(end.getKey(), 0L) < end.getValue()) {
        return false;
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(UNDECIDED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return !row.getBoolean(1);
    }
  }

  private Map<Integer, Long> lanes() throws SQLException {
    Map<Integer, Long> lanes = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LANES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        lanes.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return lanes;
  }

  /// Number of auctions that have not ended.
  public long openAuctions() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Number of bids on these auctions by what became of them.
  public Map<String, Long> outcomes(List<Long> auctions) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Array ids = connection.createArrayOf("bigint", auctions.toArray());
    try (PreparedStatement statement = connection.prepareStatement(OUTCOMES)) {
      statement.setArray(1, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return counts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
