package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One snapshot of the auction service's rows.
record AuctionData(
    Map<Long, AuctionRow> auctions,
    Map<UUID, BidRow> bids,
    List<HoldLevel> holds,
    List<Lane> lanes) {
  /// @param leaderId 0 where nobody leads
  /// @param winnerId 0 where nobody has won
  record AuctionRow(
      long id,
      long sellerId,
      boolean ended,
      long price,
      long leaderId,
      long leaderMax,
      @Nullable UUID leaderBid,
      long bidCount,
      long seq,
      long undecided,
      long winnerId,
      long endsAtMs) {}

  /// @param max equals `amount` for a plain bid
  /// @param step 0 where the bid moved nothing that others see
  record BidRow(
      UUID id,
      long auctionId,
      long bidderId,
      long amount,
      long max,
      String status,
      String code,
      int partition,
      long offset,
      long asked,
      String answer,
      long step,
      long priceAfter) {
    boolean isDecided() {
      return !status.equals("RECEIVED");
    }
  }

  /// The level last asked of the wallet.
  record HoldLevel(
      long auctionId, long bidderId, long commandSeq, long levelSent, boolean captured) {}

  static AuctionData load(Connection connection) throws SQLException {
    Map<Long, AuctionRow> auctions = new HashMap<>();
    Sql.list(connection, "select * from auction", AuctionData::auction)
        .forEach(auction -> auctions.put(auction.id(), auction));
    Map<UUID, BidRow> bids = new HashMap<>();
    Sql.list(connection, "select * from bid", AuctionData::bid)
        .forEach(bid -> bids.put(bid.id(), bid));
    List<HoldLevel> holds =
        Sql.list(
            connection,
            "select * from hold_level",
            row ->
                new HoldLevel(
                    row.getLong("auction_id"),
                    row.getLong("bidder_id"),
                    row.getLong("command_seq"),
                    row.getLong("level_sent"),
                    row.getBoolean("captured")));
    return new AuctionData(auctions, bids, holds, Lane.load(connection));
  }

  private static AuctionRow auction(ResultSet row) throws SQLException {
    return new AuctionRow(
        row.getLong("id"),
        row.getLong("seller_id"),
        row.getBoolean("ended"),
        row.getLong("price"),
        row.getLong("leader_id"),
        row.getLong("leader_max"),
        row.getObject("leader_bid", UUID.class),
        row.getLong("bid_count"),
        row.getLong("seq"),
        row.getLong("undecided"),
        row.getLong("winner_id"),
        Sql.millis(row, "ends_at"));
  }

  private static BidRow bid(ResultSet row) throws SQLException {
    long amount = row.getLong("amount");
    return new BidRow(
        row.getObject("id", UUID.class),
        row.getLong("auction_id"),
        row.getLong("bidder_id"),
        amount,
        Math.max(amount, row.getLong("max_amount")),
        row.getString("status"),
        Sql.text(row, "code"),
        row.getInt("log_partition"),
        row.getLong("log_offset"),
        row.getLong("asked"),
        row.getString("answer"),
        row.getLong("step"),
        row.getLong("price_after"));
  }
}
