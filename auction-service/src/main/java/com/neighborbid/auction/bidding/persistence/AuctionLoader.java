package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.AuctionFacts;
import com.neighborbid.auction.bidding.BidContext;
import com.neighborbid.auction.bidding.LiveAuction;
import com.neighborbid.auction.bidding.LogInputs;
import com.neighborbid.auction.bidding.Names;
import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Command;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.PositionSnapshot;
import com.neighborbid.auction.bidding.domain.Queued;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.auction.bidding.domain.QueuedCommand;
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
    Map<Long, Map<Long, LiveAuction.Arrived>> commands = new HashMap<>();
    readUndecidedBids(c, ids, queues, contexts);
    readQueuedCommands(c, ids, queues, commands);
    List<LiveAuction> found = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement("select * from auction where id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          List<Queued> queue = queues.getOrDefault(rows.getLong("id"), List.of());
          LiveAuction live = auction(rows, queue, contexts);
          commands
              .getOrDefault(live.id(), Map.of())
              .forEach((offset, one) -> live.restored(offset, one.timeMs(), one.input()));
          found.add(live);
        }
      }
    }
    restorePositions(c, found);
    return found;
  }

  private static LiveAuction auction(
      ResultSet row, List<Queued> queue, Map<UUID, BidContext> contexts) throws SQLException {
    List<Queued> ordered = new ArrayList<>(queue);
    ordered.sort(Comparator.comparingLong(Queued::offset));
    AuctionFacts facts =
        new AuctionFacts(
            row.getInt("log_partition"),
            row.getInt("rules_version"),
            Reach.valueOf(row.getString("reach")),
            row.getTimestamp("opened_at").toInstant());
    List<Effect> effects = new ArrayList<>();
    LiveAuction live =
        new LiveAuction(
            Auction.restore(AuctionRows.terms(row), AuctionRows.state(row), ordered, effects::add),
            facts,
            effects);
    for (Queued queued : ordered) {
      if (queued instanceof QueuedBid bid) {
        UUID id = bid.bid().id();
        live.remember(id, contexts.getOrDefault(id, new BidContext(null, null, null)));
      }
    }
    return live;
  }

  private static void readUndecidedBids(
      Connection c,
      Collection<Long> ids,
      Map<Long, List<Queued>> queues,
      Map<UUID, BidContext> contexts)
      throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select b.id, b.kind, b.auction_id, b.bidder_id, b.amount, b.max_amount, b.logged_at,"
                + " b.log_offset, b.reached_minimum, b.asked, b.command_seq, b.asked_level,"
                + " b.answer, b.reply_to, b.request_id"
                + " from (select log_partition, min(first_undecided) as head from auction"
                + "   where id = any (?) and undecided > 0 group by log_partition) as lane"
                + " join bid b on b.log_partition = lane.log_partition and b.log_offset >= lane.head"
                + " where b.status = 'RECEIVED' and b.auction_id = any (?)")) {
      select.setArray(1, c.createArrayOf("int8", ids.toArray()));
      select.setArray(2, c.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject("id", UUID.class);
          Long maxAmount = optionalLong(rows, "max_amount");
          long amount = rows.getLong("amount");
          Bid bid =
              new Bid(
                  id,
                  Bid.Kind.valueOf(rows.getString("kind")),
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
                  rows.getLong("asked_level"),
                  rows.getLong("command_seq"),
                  QueuedBid.Answer.valueOf(rows.getString("answer")));
          queues.computeIfAbsent(rows.getLong("auction_id"), _ -> new ArrayList<>()).add(queued);
          contexts.put(
              id,
              new BidContext(maxAmount, rows.getString("reply_to"), rows.getString("request_id")));
        }
      }
    }
  }

  /// Auctions of a partition that have undecided inputs: their wallet answers may be overdue.
  public static List<Long> undecidedAuctions(Connection c, int partition) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select id from auction where log_partition = ? and undecided > 0"
                + " and (not ended or offer_bidder is not null)")) {
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

  private static void readQueuedCommands(
      Connection c,
      Collection<Long> ids,
      Map<Long, List<Queued>> queues,
      Map<Long, Map<Long, LiveAuction.Arrived>> commands)
      throws SQLException {
    CommandRows.read(
        c,
        ids,
        (auctionId, timeMs, offset, input) -> {
          QueuedCommand command = LogInputs.command(input, timeMs, offset);
          if (command == null) {
            throw new IllegalStateException("no command at " + offset + " of " + auctionId);
          }
          queues.computeIfAbsent(auctionId, _ -> new ArrayList<>()).add(command);
          commands
              .computeIfAbsent(auctionId, _ -> new HashMap<>())
              .put(offset, new LiveAuction.Arrived(timeMs, input));
        });
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
        switch (queued) {
          case QueuedBid bid -> places.add(new Place(live.id(), bid.bid().bidderId()));
          case QueuedCommand command -> {
            if (command.command() instanceof Command.Offer offer) {
              places.add(new Place(live.id(), offer.bidderId()));
            }
          }
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
            "select auction_id, bidder_id, command_seq, level_sent, captured, number, highest"
                + " from hold_level"
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
                  new PositionSnapshot(
                      rows.getLong("command_seq"),
                      rows.getLong("level_sent"),
                      rows.getBoolean("captured"),
                      rows.getInt("number"),
                      rows.getLong("highest")));
        }
      }
    }
    for (Place place : missing) {
      auctionOf(auctions, place).restorePosition(place.bidderId(), PositionSnapshot.EMPTY);
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
