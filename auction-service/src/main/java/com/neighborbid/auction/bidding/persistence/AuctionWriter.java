package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.DecidedBid;
import com.neighborbid.auction.bidding.LiveAuction;
import com.neighborbid.auction.bidding.NewBid;
import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Effect.EndedBy;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.QueuedClose;
import com.neighborbid.auction.bidding.domain.Terms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes what a batch decided: one multi-row statement per table, rows in key order.
public final class AuctionWriter {
  private AuctionWriter() {}

  /// How and when an auction ended, where it did in this batch.
  public record End(EndedBy by, long atMs) {}

  /// An undecided bid whose asking changed.
  public record Asking(QueuedBid bid, long level) {}

  public static void insertAuctions(Connection c, Collection<LiveAuction> auctions)
      throws SQLException {
    if (auctions.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into auction (id, log_partition, rules_version, listing_version, seller_id,"
                + " reach, start_price, bid_unit, instant_price, reserve_price, starts_at, ends_at,"
                + " soft_close_ms, opened_at, started, seq, event_index)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (LiveAuction live : auctions) {
        bindNew(insert, live);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bindNew(PreparedStatement insert, LiveAuction live) throws SQLException {
    Terms terms = live.auction().terms();
    AuctionSnapshot now = live.auction().snapshot();
    insert.setLong(1, live.id());
    insert.setInt(2, live.facts().logPartition());
    insert.setInt(3, live.facts().rulesVersion());
    insert.setInt(4, live.facts().listingVersion());
    insert.setLong(5, terms.sellerId());
    insert.setString(6, live.facts().reach().name());
    insert.setLong(7, terms.startPrice());
    insert.setLong(8, terms.bidUnit());
    insert.setObject(9, zeroIsNull(terms.instantPrice()));
    insert.setObject(10, zeroIsNull(terms.reservePrice()));
    insert.setTimestamp(11, new Timestamp(terms.startsAtMs()));
    insert.setTimestamp(12, new Timestamp(now.endsAtMs()));
    insert.setLong(13, terms.softCloseMs());
    insert.setTimestamp(14, Timestamp.from(live.facts().openedAt()));
    insert.setBoolean(15, now.started());
    insert.setLong(16, now.seq());
    insert.setInt(17, now.eventIndex());
  }

  /// Bids that arrived. Those decided in the same batch get their outcome at once.
  public static void insertBids(
      Connection c,
      Collection<NewBid> bids,
      Map<UUID, DecidedBid> decided,
      Map<UUID, Asking> askings)
      throws SQLException {
    if (bids.isEmpty()) {
      return;
    }
    Rows rows = new Rows(c, bids.size());
    for (NewBid bid : bids) {
      rows.add("uuid", bid.bid().id());
      rows.add("int8", bid.auctionId());
      rows.add("int8", bid.bid().bidderId());
      rows.add("int8", bid.bid().amount());
      rows.add("int8", bid.context().maxAmount());
      rows.add("int8", bid.bid().timeMs());
      rows.add("int4", bid.logPartition());
      rows.add("int8", bid.bid().offset());
      rows.add("bool", bid.queued() != null && bid.queued().reachedMinimumOnArrival());
      rows.add("text", bid.context().replyTo());
      rows.add("text", bid.context().requestId());
      addAsking(rows, bid.queued(), askings.get(bid.bid().id()));
      addOutcome(rows, decided.get(bid.bid().id()));
      rows.next();
    }
    rows.execute(
        "insert into bid (id, auction_id, bidder_id, amount, max_amount, logged_at, log_partition,"
            + " log_offset, reached_minimum, reply_to, request_id, asked, command_seq, asked_level,"
            + " answer, status, code, decided_at, step, price_after, seq_after, min_next_after)"
            + " select a, b, c, d, e, to_timestamp(f / 1000.0), g, h, i, j, k, l, m, n, o, p, q,"
            + " to_timestamp(r / 1000.0), s, t, u, v from %s"
            + " as x(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)");
  }

  /// Outcomes of bids that arrived in earlier batches.
  public static void updateDecided(Connection c, Collection<DecidedBid> bids) throws SQLException {
    if (bids.isEmpty()) {
      return;
    }
    Rows rows = new Rows(c, bids.size());
    for (DecidedBid bid : bids) {
      rows.add("uuid", bid.id());
      addOutcome(rows, bid);
      rows.next();
    }
    rows.execute(
        "update bid set status = b, code = c, decided_at = to_timestamp(d / 1000.0), step = e,"
            + " price_after = f, seq_after = g, min_next_after = h from %s"
            + " as x(a, b, c, d, e, f, g, h) where id = a");
  }

  /// How far the asking of undecided bids of earlier batches is.
  public static void updateAskings(Connection c, Collection<Asking> askings) throws SQLException {
    if (askings.isEmpty()) {
      return;
    }
    Rows rows = new Rows(c, askings.size());
    for (Asking asking : askings) {
      rows.add("uuid", asking.bid().bid().id());
      addAsking(rows, asking.bid(), asking);
      rows.next();
    }
    rows.execute(
        "update bid set asked = b, command_seq = c, asked_level = d, answer = e from %s"
            + " as x(a, b, c, d, e) where id = a");
  }

  private static void addAsking(Rows rows, @Nullable QueuedBid bid, @Nullable Asking asking) {
    rows.add("int8", bid == null ? 0L : bid.asked());
    rows.add("int8", bid == null ? 0L : bid.commandSeq());
    rows.add("int8", asking == null ? 0L : asking.level());
    rows.add("text", bid == null ? QueuedBid.Answer.NOT_ASKED.name() : bid.answer().name());
  }

  private static void addOutcome(Rows rows, @Nullable DecidedBid decided) {
    rows.add("text", decided == null ? "RECEIVED" : decided.outcome().status().name());
    rows.add("text", decided == null ? null : decided.code());
    rows.add("int8", decided == null ? null : decided.decidedAtMs());
    rows.add("int8", decided == null ? null : zeroIsNull(decided.step()));
    rows.add("int8", decided == null ? null : decided.outcome().currentPrice());
    rows.add("int8", decided == null ? null : decided.outcome().seq());
    rows.add("int8", decided == null ? null : decided.outcome().minNextBid());
  }

  public static void updateAuctions(
      Connection c, Collection<LiveAuction> auctions, Map<Long, End> ends) throws SQLException {
    if (auctions.isEmpty()) {
      return;
    }
    Rows rows = new Rows(c, auctions.size());
    for (LiveAuction live : auctions) {
      AuctionSnapshot now = live.auction().snapshot();
      End end = ends.get(live.id());
      rows.add("int8", live.id());
      rows.add("int8", now.endsAtMs());
      rows.add("bool", now.started());
      rows.add("bool", live.auction().isClosing());
      rows.add("bool", now.ended());
      rows.add("int8", now.price());
      rows.add("int8", zeroIsNull(now.leaderId()));
      rows.add("int8", now.leaderMax());
      rows.add("uuid", now.leaderBid());
      rows.add("int8", now.bidCount());
      rows.add("int8", now.seq());
      rows.add("int4", now.eventIndex());
      rows.add("int4", live.auction().undecidedCount());
      rows.add("int8", zeroIsNull(now.winnerId()));
      rows.add("text", end == null ? null : end.by().name());
      rows.add("int8", end == null ? null : end.atMs());
      rows.next();
    }
    rows.execute(
        "update auction set ends_at = to_timestamp(b / 1000.0), started = x.c, closing = d,"
            + " ended = e, price = f, leader_id = g, leader_max = h, leader_bid = i,"
            + " bid_count = j, seq = k, event_index = l, undecided = m, winner_id = n,"
            + " ended_by = coalesce(ended_by, o),"
            + " ended_at = coalesce(ended_at, to_timestamp(p / 1000.0)) from %s"
            + " as x(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) where id = a");
  }

  public static void upsertPositions(Connection c, Collection<LiveAuction> auctions)
      throws SQLException {
    int count = auctions.stream().mapToInt(live -> live.touchedBidders().size()).sum();
    if (count == 0) {
      return;
    }
    Rows rows = new Rows(c, count);
    for (LiveAuction live : auctions) {
      for (Long bidder : live.touchedBidders().stream().sorted().toList()) {
        live.auction()
            .forPosition(
                bidder,
                (commandSeq, levelSent, captured) -> {
                  rows.add("int8", live.id());
                  rows.add("int8", bidder);
                  rows.add("int8", commandSeq);
                  rows.add("int8", levelSent);
                  rows.add("bool", captured);
                  rows.next();
                });
      }
    }
    rows.execute(
        "insert into hold_level (auction_id, bidder_id, command_seq, level_sent, captured)"
            + " select * from %s as x on conflict (auction_id, bidder_id) do update set"
            + " command_seq = excluded.command_seq, level_sent = excluded.level_sent,"
            + " captured = excluded.captured");
  }

  /// The closes that wait now; decided ones go.
  public static void replaceCloses(
      Connection c, Collection<Long> auctionIds, Map<Long, List<QueuedClose>> waiting)
      throws SQLException {
    if (auctionIds.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        c.prepareStatement("delete from queued_close where auction_id = any (?)")) {
      delete.setArray(1, c.createArrayOf("int8", auctionIds.toArray()));
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into queued_close (auction_id, log_offset, logged_at, by_seller)"
                + " values (?, ?, ?, ?)")) {
      for (Map.Entry<Long, List<QueuedClose>> entry : waiting.entrySet()) {
        for (QueuedClose close : entry.getValue()) {
          insert.setLong(1, entry.getKey());
          insert.setLong(2, close.offset());
          insert.setTimestamp(3, new Timestamp(close.timeMs()));
          insert.setBoolean(4, close.bySeller());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static @Nullable Long zeroIsNull(long value) {
    return value == 0 ? null : value;
  }
}
