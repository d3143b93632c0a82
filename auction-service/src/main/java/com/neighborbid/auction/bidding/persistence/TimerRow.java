package com.neighborbid.auction.bidding.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What of an open auction its timer must know.
public record TimerRow(
    long auctionId,
    boolean started,
    boolean paused,
    boolean closing,
    long startsAtMs,
    long endsAtMs) {
  /// All auctions of a partition that have not ended.
  public static List<TimerRow> ofPartition(Connection c, int partition) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select id, started, pauses <> '' as paused, closing, starts_at, ends_at from auction"
                + " where log_partition = ? and not ended")) {
      select.setInt(1, partition);
      List<TimerRow> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new TimerRow(
                  rows.getLong("id"),
                  rows.getBoolean("started"),
                  rows.getBoolean("paused"),
                  rows.getBoolean("closing"),
                  rows.getTimestamp("starts_at").getTime(),
                  rows.getTimestamp("ends_at").getTime()));
        }
      }
      return found;
    }
  }
}
