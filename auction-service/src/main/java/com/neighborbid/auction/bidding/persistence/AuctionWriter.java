package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.DecidedBid;
import com.neighborbid.auction.bidding.LiveAuction;
import com.neighborbid.auction.bidding.NewBid;
import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.PositionSnapshot;
import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.SecondChance;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.lane.LaneWrites;
import com.neighborbid.common.lane.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes what a batch decided: one multi-row statement per table, rows in key order.
public final class AuctionWriter {
  private AuctionWriter() {}

  /// How and when an auction ended, where it did in this batch.
  ///
  /// @param by null where it was cancelled
  public record End(@Nullable String by, long atMs) {}

  public static void insertAuctions(Connection c, Collection<LiveAuction> auctions)
      throws SQLException {
    if (auctions.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into auction (id, log_partition, rules_version, listing_version, seller_id,"
                + " reach, start_price, bid_unit, instant_price, reserve_price, starts_at, ends_at,"
                + " soft_close_ms, opened_at, started, seq, event_index, increments,"
                + " instant_until_percent, latest_end, fee_basis_points, fee_minimum, listing_hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
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
    insert.setInt(4, terms.listing().version());
    insert.setLong(5, terms.sellerId());
    insert.setString(6, live.facts().reach().name());
    insert.setLong(7, terms.prices().start());
    insert.setLong(8, terms.prices().unit());
    insert.setObject(9, zeroIsNull(terms.prices().instant()));
    insert.setObject(10, zeroIsNull(terms.prices().reserve()));
    insert.setTimestamp(11, new Timestamp(terms.startsAtMs()));
    insert.setTimestamp(12, new Timestamp(now.endsAtMs()));
    insert.setLong(13, terms.softClose().windowMs());
    insert.setTimestamp(14, Timestamp.from(live.facts().openedAt()));
    insert.setBoolean(15, now.started());
    insert.setLong(16, now.seq());
    insert.setInt(17, now.eventIndex());
    insert.setString(18, terms.prices().increments().name());
    insert.setInt(19, terms.prices().instantUntilPercent());
    insert.setTimestamp(20, timestamp(terms.softClose().latestEndMs()));
    insert.setInt(21, terms.fee().basisPoints());
    insert.setLong(22, terms.fee().minimum());
    insert.setString(23, terms.listing().hash());
  }

  /// Bids that arrived. Those decided in the same batch get their outcome at once.
  public static void insertBids(
      LaneWrites writes, Collection<NewBid> bids, Map<UUID, DecidedBid> decided) {
    Rows rows = writes.rows(bids.size());
    for (NewBid bid : bids) {
      rows.add("uuid", bid.bid().id());
      rows.add(bid.auctionId());
      rows.add(bid.bid().bidderId());
      rows.add(bid.bid().amount());
      rows.add(bid.context().maxAmount());
      rows.add(bid.bid().timeMs());
      rows.add("int4", bid.logPartition());
      rows.add(bid.bid().offset());
      rows.add("bool", bid.queued() != null && bid.queued().reachedMinimumOnArrival());
      rows.add(bid.context().replyTo());
      rows.add(bid.context().requestId());
      rows.add(bid.bid().kind().name());
      addAsking(rows, bid.queued());
      addOutcome(rows, decided.get(bid.bid().id()));
      rows.next();
    }
    rows.write(
        "insert into bid (id, auction_id, bidder_id, amount, max_amount, logged_at, log_partition,"
            + " log_offset, reached_minimum, reply_to, request_id, kind, asked, command_seq,"
            + " asked_level, answer, status, code, decided_at, step, price_after, seq_after,"
            + " min_next_after)"
            + " select a, b, c, d, e, to_timestamp(f::float8 / 1000), g, h, i, j, k, l, m, n, o, p, q, r,"
            + " to_timestamp(s::float8 / 1000), t, u, v, w from %s"
            + " as x(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)");
  }

  /// Outcomes of bids that arrived in earlier batches.
  public static void updateDecided(LaneWrites writes, Collection<DecidedBid> bids) {
    Rows rows = writes.rows(bids.size());
    for (DecidedBid bid : bids) {
      rows.add("uuid", bid.id());
      addOutcome(rows, bid);
      rows.next();
    }
    rows.write(
        "update bid set status = b, code = c, decided_at = to_timestamp(d::float8 / 1000), step = e,"
            + " price_after = f, seq_after = g, min_next_after = h from %s"
            + " as x(a, b, c, d, e, f, g, h) where id = a");
  }

  /// How far the asking of undecided bids of earlier batches is.
  public static void updateAskings(LaneWrites writes, Collection<QueuedBid> askings) {
    Rows rows = writes.rows(askings.size());
    for (QueuedBid asking : askings) {
      rows.add("uuid", asking.bid().id());
      addAsking(rows, asking);
      rows.next();
    }
    rows.write(
        "update bid set asked = b, command_seq = c, asked_level = d, answer = e from %s"
            + " as x(a, b, c, d, e) where id = a");
  }

  private static void addAsking(Rows rows, @Nullable QueuedBid bid) {
    rows.add(bid == null ? 0L : bid.asked());
    rows.add(bid == null ? 0L : bid.commandSeq());
    rows.add(bid == null ? 0L : bid.askedLevel());
    rows.add(bid == null ? QueuedBid.Answer.NOT_ASKED.name() : bid.answer().name());
  }

  private static void addOutcome(Rows rows, @Nullable DecidedBid decided) {
    rows.add(decided == null ? "RECEIVED" : decided.outcome().status().name());
    rows.add(decided == null ? null : decided.code());
    rows.add(decided == null ? null : decided.decidedAtMs());
    rows.addNonZero(decided == null ? 0 : decided.step());
    rows.add(decided == null ? null : decided.outcome().currentPrice());
    rows.add(decided == null ? null : decided.outcome().seq());
    rows.add(decided == null ? null : decided.outcome().minNextBid());
  }

  public static void updateAuctions(
      LaneWrites writes, Collection<LiveAuction> auctions, Map<Long, End> ends) {
    Rows rows = writes.rows(auctions.size());
    for (LiveAuction live : auctions) {
      AuctionSnapshot now = live.auction().snapshot();
      End end = ends.get(live.id());
      rows.add(live.id());
      rows.add(now.endsAtMs());
      rows.add("bool", now.started());
      rows.add("bool", live.auction().isClosing());
      rows.add("bool", now.ended());
      rows.add(now.price());
      rows.addNonZero(now.leaderId());
      rows.add(now.leaderMax());
      rows.add("uuid", now.leaderBid());
      rows.add(now.bidCount());
      rows.add(now.seq());
      rows.add("int4", now.eventIndex());
      rows.add("int4", live.auction().undecidedCount());
      rows.addNonZero(now.winnerId());
      rows.add(end == null ? null : end.by());
      rows.add(end == null ? null : end.atMs());
      rows.add("int4", now.bidders());
      rows.add(now.ledgerHash());
      rows.add(live.auction().firstUndecided());
      rows.next();
    }
    rows.write(
        "update auction set ends_at = to_timestamp(b::float8 / 1000), started = x.c, closing = d,"
            + " ended = e, price = f, leader_id = g, leader_max = h, leader_bid = i,"
            + " bid_count = j, seq = k, event_index = l, undecided = m, winner_id = n,"
            + " ended_by = coalesce(o, ended_by),"
            + " ended_at = coalesce(ended_at, to_timestamp(p::float8 / 1000)), bidders = q,"
            + " ledger_hash = r, first_undecided = s from %s"
            + " as x(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s) where id = a");
  }

  /// What seldom changes: by edits, pauses, cancelling, suspended bidders, offers. Comes after
  /// [#updateAuctions], because what is cancelled must have ended.
  public static void updateRules(LaneWrites writes, Collection<LiveAuction> auctions) {
    Rows rows = writes.rows(auctions.size());
    for (LiveAuction live : auctions) {
      rows.add(live.id());
      addTerms(rows, live.auction().terms());
      addRare(rows, live.auction().snapshot());
      rows.next();
    }
    rows.write(
        "update auction set start_price = b, bid_unit = c, increments = d, instant_price = e,"
            + " instant_until_percent = f, reserve_price = g,"
            + " starts_at = to_timestamp(h::float8 / 1000), soft_close_ms = i,"
            + " latest_end = to_timestamp(j::float8 / 1000), listing_version = k,"
            + " listing_hash = l, cancelled = m, pauses = n,"
            + " paused_since = to_timestamp(o::float8 / 1000),"
            + " suspended_bidders = string_to_array(p, ',')::int8[], offer_bidder = q,"
            + " offer_amount = r, offer_until = to_timestamp(s::float8 / 1000) from %s"
            + " as x(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s) where id = a");
  }

  private static void addTerms(Rows rows, Terms terms) {
    Prices prices = terms.prices();
    rows.add(prices.start());
    rows.add(prices.unit());
    rows.add(prices.increments().name());
    rows.addNonZero(prices.instant());
    rows.add("int4", prices.instantUntilPercent());
    rows.addNonZero(prices.reserve());
    rows.add(terms.startsAtMs());
    rows.add(terms.softClose().windowMs());
    rows.addNonZero(terms.softClose().latestEndMs());
    rows.add("int4", terms.listing().version());
    rows.add(terms.listing().hash());
  }

  private static void addRare(Rows rows, AuctionSnapshot now) {
    SecondChance offer = now.offer();
    rows.add("bool", now.cancelled());
    rows.add(joined(now.pauses().causes().stream().map(Enum::name)));
    rows.addNonZero(now.pauses().sinceMs());
    rows.add(joined(now.suspended().stream().map(String::valueOf)));
    rows.add(offer == null ? null : offer.bidderId());
    rows.add(offer == null ? null : offer.amount());
    rows.addNonZero(offer == null ? 0 : offer.validUntilMs());
  }

  private static String joined(Stream<String> words) {
    return words.sorted().collect(Collectors.joining(","));
  }

  private static @Nullable Timestamp timestamp(long ms) {
    return ms == 0 ? null : new Timestamp(ms);
  }

  public static void upsertPositions(LaneWrites writes, Collection<LiveAuction> auctions) {
    Rows rows = writes.rows(auctions.size());
    for (LiveAuction live : auctions) {
      for (Long bidder : live.auction().takeChangedPositions().stream().sorted().toList()) {
        PositionSnapshot position = live.auction().position(bidder);
        rows.add(live.id());
        rows.add(bidder);
        rows.add(position.commandSeq());
        rows.add(position.levelSent());
        rows.add("bool", position.captured());
        rows.add("int4", position.number());
        rows.add(position.highest());
        rows.next();
      }
    }
    rows.write(
        "insert into hold_level (auction_id, bidder_id, command_seq, level_sent, captured, number,"
            + " highest) select * from %s as x on conflict (auction_id, bidder_id) do update set"
            + " command_seq = excluded.command_seq, level_sent = excluded.level_sent,"
            + " captured = excluded.captured, number = excluded.number,"
            + " highest = excluded.highest");
  }

  private static @Nullable Long zeroIsNull(long value) {
    return value == 0 ? null : value;
  }
}
