package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.DecidedCommand;
import com.neighborbid.auction.bidding.LiveAuction;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Commands that wait behind undecided bids, and the outcomes of those that somebody waits for.
public final class CommandRows {
  private CommandRows() {}

  /// Takes a command that was kept.
  @FunctionalInterface
  interface Reader {
    void read(long auctionId, long timeMs, long offset, AuctionInput command);
  }

  static void read(Connection c, Collection<Long> auctionIds, Reader reader) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select auction_id, log_offset, logged_at, type, value from queued_command"
                + " where auction_id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", auctionIds.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long auctionId = rows.getLong("auction_id");
          byte[] value = rows.getString("value").getBytes(StandardCharsets.UTF_8);
          reader.read(
              auctionId,
              rows.getTimestamp("logged_at").getTime(),
              rows.getLong("log_offset"),
              AuctionInputCodec.decode(rows.getString("type"), auctionId, value));
        }
      }
    }
  }

  /// The commands that wait now; decided ones go.
  public static void replaceQueued(LaneWrites writes, Collection<LiveAuction> auctions)
      throws SQLException {
    if (auctions.isEmpty()) {
      return;
    }
    Connection c = writes.connection();
    try (PreparedStatement delete =
        c.prepareStatement("delete from queued_command where auction_id = any (?)")) {
      delete.setArray(1, c.createArrayOf("int8", auctions.stream().map(LiveAuction::id).toArray()));
      delete.executeUpdate();
    }
    Rows rows = writes.rows(auctions.size());
    for (LiveAuction live : auctions) {
      for (Map.Entry<Long, LiveAuction.Arrived> entry : live.commands().entrySet()) {
        rows.add(live.id());
        rows.add(entry.getKey());
        rows.add(entry.getValue().timeMs());
        rows.add(AuctionInputCodec.typeOf(entry.getValue().input()));
        rows.add(new String(ContractJson.write(entry.getValue().input()), StandardCharsets.UTF_8));
        rows.next();
      }
    }
    rows.write(
        "insert into queued_command (auction_id, log_offset, logged_at, type, value)"
            + " select a, b, to_timestamp(c::float8 / 1000), d, e from %s as x(a, b, c, d, e)");
  }

  public static void insertOutcomes(LaneWrites writes, List<DecidedCommand> commands) {
    Rows rows = writes.rows(commands.size());
    for (DecidedCommand command : commands) {
      rows.add("uuid", command.id());
      rows.add(command.auctionId());
      rows.add(command.code());
      rows.add(command.seq());
      rows.add(command.decidedAtMs());
      rows.next();
    }
    rows.write(
        "insert into command_outcome (id, auction_id, code, seq_after, decided_at)"
            + " select a, b, c, d, to_timestamp(e::float8 / 1000) from %s as x(a, b, c, d, e)"
            + " on conflict (id) do nothing");
  }
}
