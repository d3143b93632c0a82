package com.neighborbid.simulation.check;

import com.neighborbid.auction.bidding.LogInputs;
import com.neighborbid.auction.bidding.StaticRules;
import com.neighborbid.auction.bidding.WantedBid;
import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Table;
import com.neighborbid.simulation.log.Logged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Goes through the auctions' log once more when all is done, record by record: the rows must be
/// what the oracle says (4), and what a replay by the engine's own rules gives (7).
final class AuctionLogs {
  private final Findings findings;
  private final Table bids;
  private final Table auctions;
  private final Map<Long, Oracle> oracles = new HashMap<>();
  private final Map<Long, Auction> replayed = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Set<UUID> seen = new HashSet<>();

  AuctionLogs(Findings findings, Table bids, Table auctions) {
    this.findings = findings;
    this.bids = bids;
    this.auctions = auctions;
  }

  /// Takes one partition. Time is the highest stamp of the broker so far.
  void read(List<Logged> log) {
    long time = 0;
    for (Logged record : log) {
      time = Math.max(time, record.stampMs());
      AuctionInput input = input(record);
      if (input != null) {
        decide(input, time, record.offset());
      }
    }
  }

  private static @Nullable AuctionInput input(Logged record) {
    try {
      AuctionInput input =
          AuctionInputCodec.decode(record.type(), Long.parseLong(record.keyText()), record.value());
      return input instanceof Unknown ? null : input;
    } catch (RuntimeException _) {
      return null; // it went to the dead letters
    }
  }

  private void decide(AuctionInput input, long time, long offset) {
    long id = input.auctionId();
    if (input instanceof OpenAuction open) {
      oracles.computeIfAbsent(id, _ -> new Oracle(open, time));
      replayed.computeIfAbsent(
          id,
          _ ->
              Auction.open(
                  LogInputs.terms(open, time),
                  open.endsAt().toEpochMilli(),
                  time,
                  offset,
                  effects::add));
      return;
    }
    WantedBid wanted = WantedBid.of(input);
    if (wanted != null) {
      bid(input, wanted, time, offset);
      return;
    }
    Oracle oracle = oracles.get(id);
    Auction auction = replayed.get(id);
    if (oracle != null && auction != null) {
      oracle.other(input, time);
      boolean _ = LogInputs.apply(auction, input, time, offset);
      compareDecided();
    }
  }

  private void bid(AuctionInput input, WantedBid wanted, long time, long offset) {
    if (!seen.add(wanted.bidId())) {
      return;
    }
    Row row = bids.row(wanted.bidId());
    if (row == null) {
      findings.broken("a bid of the log has no row", input);
      return;
    }
    Oracle oracle = oracles.get(wanted.auctionId());
    Auction auction = replayed.get(wanted.auctionId());
    if (oracle == null || auction == null) {
      findings.require(
          row.text("code").equals("AUCTION_NOT_FOUND"), "a bid on no auction was taken", row);
      return;
    }
    boolean unfunded = row.text("code").equals("INSUFFICIENT_FUNDS");
    String expected = oracle.bid(input, time, !unfunded);
    String found = unfunded ? Oracle.UNFUNDED : outcome(row);
    findings.require(
        expected.equals(found),
        "an outcome differs from the oracle's",
        "oracle: %s, row: %s, input: %s at %d".formatted(expected, row, input, time));
    var _ =
        auction.place(
            wanted.at(time, offset),
            StaticRules.refusal(
                auction.terms(),
                wanted.bidderId(),
                wanted.amount(),
                wanted.maxAmount() == null ? wanted.amount() : wanted.maxAmount(),
                wanted.facts()));
    compareDecided();
  }

  private static String outcome(Row row) {
    return row.text("status").equals("REJECTED")
        ? Oracle.REFUSED
        : row.text("status") + " " + row.number("price_after");
  }

  private void compareDecided() {
    for (Effect effect : effects) {
      if (effect instanceof Effect.BidDecided decided) {
        Row row = bids.row(decided.bid().bid().id());
        String code = decided.refusal() == null ? "" : decided.refusal().name();
        boolean same =
            row != null
                && row.text("code").equals(code)
                && row.number("price_after") == decided.price()
                && row.number("seq_after") == decided.seq()
                && row.number("step") == decided.step();
        findings.require(same, "a replay decides a bid otherwise", decided + ", " + row);
      }
    }
    effects.clear();
  }

  /// Compares what the auctions have become.
  void compare() {
    for (Row row : auctions.rows()) {
      Oracle oracle = oracles.get(row.number("id"));
      Auction auction = replayed.get(row.number("id"));
      if (oracle == null || auction == null) {
        findings.broken("an auction of no log", row);
        continue;
      }
      boolean asOracle =
          row.number("price") == oracle.price
              && row.number("leader_id") == oracle.leader
              && row.number("leader_max") == oracle.leaderMax
              && row.number("bid_count") == oracle.bidCount
              && row.number("ends_at") == oracle.endsAt
              && row.flag("ended") == oracle.ended
              && row.flag("cancelled") == oracle.cancelled
              && row.number("winner_id") == (oracle.sold ? oracle.leader : 0);
      findings.require(asOracle, "an auction differs from the oracle's", told(oracle) + row);
      AuctionSnapshot now = auction.snapshot();
      boolean asReplayed =
          row.number("seq") == now.seq()
              && row.text("ledger_hash").equals(now.ledgerHash())
              && row.number("event_index") == now.eventIndex()
              && row.flag("started") == now.started()
              && row.number("winner_id") == now.winnerId();
      findings.require(asReplayed, "a replay gives another auction", now + ", " + row);
    }
  }

  private static String told(Oracle oracle) {
    return "oracle: price %d leader %d max %d bids %d end %d ended %s cancelled %s sold %s; row: "
        .formatted(
            oracle.price,
            oracle.leader,
            oracle.leaderMax,
            oracle.bidCount,
            oracle.endsAt,
            oracle.ended,
            oracle.cancelled,
            oracle.sold);
  }
}
