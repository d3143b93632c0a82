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
///
/// @param commands the refusal codes of what sellers and admins asked for; empty where it was done
/// @param ledger the public record, each auction's entries in order
record AuctionData(
    Map<Long, AuctionRow> auctions,
    Map<UUID, BidRow> bids,
    List<HoldLevel> holds,
    Map<UUID, String> commands,
    List<LedgerRow> ledger,
    List<Lane> lanes,
    Outbox outbox) {
  /// @param leaderId 0 where nobody leads
  /// @param winnerId 0 where nobody has won
  /// @param endedBy empty while it runs and where it was cancelled
  /// @param offeredTo 0 where there was no second chance
  /// @param fee what the platform keeps of the price; 0 without a winner
  record AuctionRow(
      long id,
      long sellerId,
      boolean ended,
      boolean cancelled,
      boolean paused,
      long price,
      long leaderId,
      long leaderMax,
      @Nullable UUID leaderBid,
      long bidCount,
      long seq,
      long undecided,
      long winnerId,
      long endsAtMs,
      String endedBy,
      long offeredTo,
      long fee,
      String ledgerHash) {}

  /// An entry of the public record.
  ///
  /// @param bidId absent where the step is no bid
  record LedgerRow(
      long auctionId,
      long seq,
      String kind,
      long atMs,
      long offset,
      long amount,
      long price,
      long bidder,
      long leader,
      long endsAtMs,
      String detail,
      @Nullable UUID bidId,
      String hash) {}

  /// @param max equals `amount` for a plain bid
  /// @param step 0 where the bid moved nothing that others see
  record BidRow(
      UUID id,
      String kind,
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
    Map<UUID, String> commands = new HashMap<>();
    Sql.list(
            connection,
            "select * from command_outcome",
            row -> Map.entry(row.getObject("id", UUID.class), Sql.text(row, "code")))
        .forEach(outcome -> commands.put(outcome.getKey(), outcome.getValue()));
    List<LedgerRow> ledger =
        Sql.list(
            connection, "select * from ledger_entry order by auction_id, seq", AuctionData::entry);
    return new AuctionData(
        auctions, bids, holds, commands, ledger, Lane.load(connection), Outbox.load(connection));
  }

  private static LedgerRow entry(ResultSet row) throws SQLException {
    return new LedgerRow(
        row.getLong("auction_id"),
        row.getLong("seq"),
        Sql.word(row, "kind"),
        Sql.millis(row, "at"),
        row.getLong("log_offset"),
        row.getLong("amount"),
        row.getLong("price"),
        row.getLong("bidder"),
        row.getLong("leader"),
        Sql.millis(row, "ends_at"),
        row.getString("detail"),
        row.getObject("bid_id", UUID.class),
        row.getString("hash"));
  }

  private static AuctionRow auction(ResultSet row) throws SQLException {
    return new AuctionRow(
        row.getLong("id"),
        row.getLong("seller_id"),
        row.getBoolean("ended"),
        row.getBoolean("cancelled"),
        !row.getString("pauses").isEmpty(),
        row.getLong("price"),
        row.getLong("leader_id"),
        row.getLong("leader_max"),
        row.getObject("leader_bid", UUID.class),
        row.getLong("bid_count"),
        row.getLong("seq"),
        row.getLong("undecided"),
        row.getLong("winner_id"),
        Sql.millis(row, "ends_at"),
        Sql.text(row, "ended_by"),
        row.getLong("offer_bidder"),
        row.getLong("winner_id") == 0 ? 0 : fee(row),
        row.getString("ledger_hash"));
  }

  private static long fee(ResultSet row) throws SQLException {
    long price = row.getLong("price");
    long share = price * row.getLong("fee_basis_points") / 10_000;
    return Math.min(price, Math.max(share, row.getLong("fee_minimum")));
  }

  private static BidRow bid(ResultSet row) throws SQLException {
    long amount = row.getLong("amount");
    return new BidRow(
        row.getObject("id", UUID.class),
        Sql.word(row, "kind"),
        row.getLong("auction_id"),
        row.getLong("bidder_id"),
        amount,
        Math.max(amount, row.getLong("max_amount")),
        Sql.word(row, "status"),
        Sql.word(row, "code"),
        row.getInt("log_partition"),
        row.getLong("log_offset"),
        row.getLong("asked"),
        Sql.word(row, "answer"),
        row.getLong("step"),
        row.getLong("price_after"));
  }
}
