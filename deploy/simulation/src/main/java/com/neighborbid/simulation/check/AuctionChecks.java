package com.neighborbid.simulation.check;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What must hold of the auctions after every commit.
public final class AuctionChecks {
  /// The instance to which all answers go.
  public static final String EDGE = "edge";

  private final Findings findings;
  private final SentChecks sent;
  private final Supplier<Table> bids;
  private final Supplier<Table> positions;
  private final Map<Long, Row> before = new HashMap<>();
  private final Map<UUID, String> outcomes = new HashMap<>();
  private final Map<Long, Long> roomSteps = new HashMap<>();
  private final Map<Long, Place> events = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final long rich;

  /// The place of an event of an auction.
  private record Place(long seq, int index) {
    boolean follows(Place other) {
      return seq > other.seq || (seq == other.seq && index > other.index);
    }
  }

  /// @param bids the bids that are committed
  /// @param positions the wallets' positions that are committed
  /// @param rich a bidder who has money for everything
  public AuctionChecks(
      Findings findings,
      SentChecks sent,
      Supplier<Table> bids,
      Supplier<Table> positions,
      long rich) {
    this.findings = findings;
    this.sent = sent;
    this.bids = bids;
    this.positions = positions;
    this.rich = rich;
  }

  /// A commit of the auction engine.
  public void committed(Map<String, List<Row>> written) {
    written.getOrDefault("bid", List.of()).forEach(this::bid);
    written.getOrDefault("auction", List.of()).forEach(this::auction);
    for (Row row : written.getOrDefault("lane_outbox", List.of())) {
      sent.committed(row).forEach(this::said);
    }
    written.getOrDefault("lane", List.of()).forEach(this::lane);
  }

  private void lane(Row row) {
    String lane = row.text("topic") + "-" + row.number("partition");
    long next = row.number("next_offset");
    Long last = offsets.put(lane, next);
    findings.require(last == null || next >= last, "a lane has gone back", lane + " to " + next);
  }

  /// An outcome is never taken back.
  private void bid(Row row) {
    String outcome = row.text("status") + row.text("code");
    UUID id = row.uuid("id");
    if (id == null || outcome.equals("RECEIVED")) {
      return;
    }
    String known = outcomes.putIfAbsent(id, outcome);
    findings.require(
        known == null || known.equals(outcome),
        "an outcome was taken back",
        known + " became " + outcome + " of " + id);
    boolean unfunded = row.text("code").equals("INSUFFICIENT_FUNDS");
    findings.require(
        !unfunded || row.number("bidder_id") != rich, "a funded bid was refused as unfunded", row);
    findings.require(!row.text("code").equals("INTERNAL"), "a bid could not be decided", row);
  }

  private void auction(Row row) {
    long id = row.number("id");
    Row last = before.put(id, row);
    if (last != null) {
      boolean offered = row.text("ended_by").equals("SECOND_CHANCE"); // at its own price
      boolean onward =
          (offered || row.number("price") >= last.number("price"))
              && row.number("seq") >= last.number("seq")
              && row.number("bid_count") >= last.number("bid_count")
              && row.number("ends_at") >= last.number("ends_at")
              && (row.flag("ended") || !last.flag("ended"));
      findings.require(onward, "an auction went back", last + " became " + row);
      boolean sameWinner =
          last.get("winner_id") == null || row.number("winner_id") == last.number("winner_id");
      findings.require(sameWinner, "an auction has two winners", last + " became " + row);
      boolean stands = !last.flag("ended") || last.number("price") == row.number("price");
      findings.require(stands || offered, "a bid counted after the end", row);
    }
    backed(row);
  }

  /// Nobody leads or wins without the money behind it.
  private void backed(Row auction) {
    long leader = auction.number("leader_id");
    boolean won = auction.get("winner_id") != null;
    if (leader == 0 || (auction.flag("ended") && !won)) {
      return;
    }
    Row position = positions.get().row(List.of(auction.number("id"), leader));
    long needed = won ? auction.number("price") : auction.number("leader_max");
    long level = position == null ? 0 : position.number("level") + position.number("captured");
    findings.require(
        level >= needed, "a leader is not backed", "level " + level + " of " + auction);
  }

  private void said(Outgoing message) {
    switch (message) {
      case ToRoom room -> {
        long step = roomSteps.merge(room.auctionId(), 1L, Long::sum);
        findings.require(
            step == room.seq(), "a room misses a step or got one twice", room.auctionId());
      }
      case ToKafka event -> {
        if (event.topic().equals(Topics.AUCTION_EVENTS)) {
          Place place = ContractJson.read(event.value(), Place.class);
          Place last = events.put(Long.parseLong(event.key()), place);
          findings.require(
              last == null || place.follows(last), "events out of order", last + ", " + place);
        }
      }
      case ToChannel channel -> {
        if (channel.channel().equals(Topics.answerChannel(EDGE))) {
          answered(ContractJson.read(channel.payload(), BidOutcome.class));
        }
      }
    }
  }

  /// Every answer is what the row says.
  private void answered(BidOutcome outcome) {
    @Nullable Row row = bids.get().row(outcome.bidId());
    boolean same =
        row != null
            && row.text("status").equals(outcome.status().name())
            && row.number("price_after") == outcome.currentPrice()
            && row.number("seq_after") == outcome.seq();
    findings.require(same, "an answer differs from the row", outcome + ", " + row);
  }
}
