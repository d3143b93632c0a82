package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.AuctionFacts;
import com.neighborbid.auction.bidding.BidContext;
import com.neighborbid.auction.bidding.LiveAuction;
import com.neighborbid.auction.bidding.Names;
import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Queued;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.QueuedClose;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what a batch touches: auctions with their queues, positions, names, and which bid ids
/// exist.
public final class AuctionLoader {
  private AuctionLoader() {}

  /// A bidder in an auction.
  public record Place(long auctionId, long bidderId) {}

  /// The auctions with these ids; ids without a row are absent.
  public static List<LiveAuction> auctions(Connection c, Collection<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Queued>> queues = new HashMap<>();
    Map<UUID, BidContext> contexts = new HashMap<>();
    Map<UUID, Long> askedLevels = new HashMap<>();
    readUndecidedBids(c, ids, queues, contexts, askedLevels);
    readQueuedCloses(c, ids, queues);
    List<LiveAuction> found = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement("select * from auction where id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          List<Queued> queue = queues.getOrDefault(rows.getLong("id"), List.of());
          found.add(auction(rows, queue, contexts, askedLevels));
        }
      }
    }
    restorePositions(c, found);
    return found;
  }

  private static LiveAuction auction(
      ResultSet row,
      List<Queued> queue,
      Map<UUID, BidContext> contexts,
      Map<UUID, Long> askedLevels)
      throws SQLException {
    List<Queued> ordered = new ArrayList<>(queue);
    ordered.sort(Comparator.comparingLong(Queued::offset));
    Terms terms =
        new Terms(
            row.getLong("id"),
            row.getLong("seller_id"),
            row.getLong("start_price"),
            row.getLong("bid_unit"),
            row.getLong("instant_price"),
            row.getLong("reserve_price"),
            row.getTimestamp("starts_at").getTime(),
            row.getLong("soft_close_ms"));
    AuctionSnapshot saved =
        new AuctionSnapshot(
            row.getBoolean("started"),
            row.getBoolean("ended"),
            row.getLong("price"),
            row.getLong("leader_id"),
            row.getLong("leader_max"),
            row.getObject("leader_bid", UUID.class),
            row.getTimestamp("ends_at").getTime(),
            row.getLong("bid_count"),
            row.getLong("seq"),
            row.getInt("event_index"),
            row.getLong("winner_id"));
    AuctionFacts facts =
        new AuctionFacts(
            row.getInt("log_partition"),
            row.getInt("rules_version"),
            row.getInt("listing_version"),
            Reach.valueOf(row.getString("reach")),
            row.getTimestamp("opened_at").toInstant());
    List<Effect> effects = new ArrayList<>();
    LiveAuction live =
        new LiveAuction(Auction.restore(terms, saved, ordered, effects::add), facts, effects);
    for (Queued queued : ordered) {
      if (queued instanceof QueuedBid bid) {
        UUID id = bid.bid().id();
        live.remember(id, contexts.getOrDefault(id, new BidContext(null, null, null)));
        live.askingSaved(bid, askedLevels.getOrDefault(id, 0L));
      }
    }
    return live;
  }

  private static void readUndecidedBids(
      Connection c,
      Collection<Long> ids,
      Map<Long, List<Queued>> queues,
      Map<UUID, BidContext> contexts,
      Map<UUID, Long> askedLevels)
      throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select id, auction_id, bidder_id, amount, max_amount, logged_at, log_offset,"
                + " reached_minimum, asked, command_seq, asked_level, answer, reply_to, request_id"
                + " from bid where auction_id = any (?) and status = 'RECEIVED'")) {
      select.setArray(1, c.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject("id", UUID.class);
          Long maxAmount = optionalLong(rows, "max_amount");
          long amount = rows.getLong("amount");
          Bid bid =
              new Bid(
                  id,
                  rows.getLong("bidder_id"),
                  amount,
                  maxAmount == null ? amount : maxAmount,
                  rows.getTimestamp("logged_at").getTime(),
                  rows.getLong("log_offset"));
          QueuedBid queued =
              new QueuedBid(
                  bid,
                  rows.getBoolean("reached_minimum"),
                  rows.getLong("asked"),
                  rows.getLong("command_seq"),
                  QueuedBid.Answer.valueOf(rows.getString("answer")));
          queues.computeIfAbsent(rows.getLong("auction_id"), _ -> new ArrayList<>()).add(queued);
          contexts.put(
              id,
              new BidContext(maxAmount, rows.getString("reply_to"), rows.getString("request_id")));
          askedLevels.put(id, rows.getLong("asked_level"));
        }
      }
    }
  }

  /// Auctions of a partition that have undecided inputs: their wallet answers may be overdue.
  public static List<Long> undecidedAuctions(Connection c, int partition) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select id from auction where log_partition = ? and not ended and undecided > 0")) {
      select.setInt(1, partition);
      List<Long> ids = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      return ids;
    }
  }

  private static void readQueuedCloses(
      Connection c, Collection<Long> ids, Map<Long, List<Queued>> queues) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select auction_id, log_offset, logged_at, by_seller from queued_close"
                + " where auction_id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          QueuedClose close =
              new QueuedClose(
                  rows.getLong("log_offset"),
                  rows.getTimestamp("logged_at").getTime(),
                  rows.getBoolean("by_seller"));
          queues.computeIfAbsent(rows.getLong("auction_id"), _ -> new ArrayList<>()).add(close);
        }
      }
    }
  }

  private static void restorePositions(Connection c, List<LiveAuction> auctions)
      throws SQLException {
    Map<Long, LiveAuction> byId = new HashMap<>();
    Set<Place> places = new HashSet<>();
    for (LiveAuction live : auctions) {
      byId.put(live.id(), live);
      long leader = live.auction().snapshot().leaderId();
      if (leader != 0) {
        places.add(new Place(live.id(), leader));
      }
      for (Queued queued : live.auction().undecided()) {
        if (queued instanceof QueuedBid bid) {
          places.add(new Place(live.id(), bid.bid().bidderId()));
        }
      }
    }
    positions(c, places, byId);
  }

  /// Restores the positions of these bidders; one without a row starts empty.
  public static void positions(
      Connection c, Collection<Place> places, Map<Long, LiveAuction> auctions) throws SQLException {
    if (places.isEmpty()) {
      return;
    }
    Set<Place> missing = new HashSet<>(places);
    try (PreparedStatement select =
        c.prepareStatement(
            "select auction_id, bidder_id, command_seq, level_sent, captured from hold_level"
                + " join unnest(?::int8[], ?::int8[]) as wanted(a, b)"
                + " on auction_id = a and bidder_id = b")) {
      select.setArray(1, c.createArrayOf("int8", places.stream().map(Place::auctionId).toArray()));
      select.setArray(2, c.createArrayOf("int8", places.stream().map(Place::bidderId).toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Place place = new Place(rows.getLong("auction_id"), rows.getLong("bidder_id"));
          missing.remove(place);
          auctionOf(auctions, place)
              .restorePosition(
                  place.bidderId(),
                  rows.getLong("command_seq"),
                  rows.getLong("level_sent"),
                  rows.getBoolean("captured"));
        }
      }
    }
    for (Place place : missing) {
      auctionOf(auctions, place).restorePosition(place.bidderId(), 0, 0, false);
    }
  }

  private static Auction auctionOf(Map<Long, LiveAuction> auctions, Place place) {
    LiveAuction live = auctions.get(place.auctionId());
    if (live == null) {
      throw new IllegalStateException("auction " + place.auctionId() + " is not loaded");
    }
    return live.auction();
  }

  /// Which of these bid ids have a row.
  public static Set<UUID> existingBids(Connection c, Collection<UUID> ids) throws SQLException {
    Set<UUID> existing = new HashSet<>();
    if (ids.isEmpty()) {
      return existing;
    }
    try (PreparedStatement select = c.prepareStatement("select id from bid where id = any (?)")) {
      select.setArray(1, c.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          existing.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return existing;
  }

  /// Reads nicknames that are known by now.
  public static void names(Connection c, Collection<Long> userIds, Names names, long nowMs)
      throws SQLException {
    if (userIds.isEmpty()) {
      return;
    }
    try (PreparedStatement select =
        c.prepareStatement("select user_id, nickname from bidder_name where user_id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", userIds.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.put(rows.getLong(1), rows.getString(2), nowMs);
        }
      }
    }
  }

  private static @Nullable Long optionalLong(ResultSet rows, String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }
}
