package com.neighborbid.simulation.world;

import com.neighborbid.auction.bidding.BiddingEngine;
import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneSettings;
import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.simulation.check.Findings;
import com.neighborbid.simulation.check.SentChecks;
import com.neighborbid.simulation.database.Database;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Schema;
import com.neighborbid.simulation.database.Table;
import com.neighborbid.simulation.database.Tampering;
import com.neighborbid.simulation.fault.Io;
import com.neighborbid.simulation.log.Broker;
import com.neighborbid.simulation.log.Group;
import com.neighborbid.simulation.log.SimConsumer;
import com.neighborbid.simulation.log.SimProducer;
import com.neighborbid.wallet.ledger.WalletEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Both engines once more, over empty databases and the logs as they are, in larger batches than
/// before: what a restore of the databases to an earlier time comes to. Nobody hears what they say;
/// it must be what was said before, under the same names.
final class SecondLife {
  private static final String NAME = "again";
  private static final int BATCH = 100;
  private static final int TURNS_MAX = 100_000;

  private final Settings settings;
  private final Findings findings;
  private final Broker broker;
  private final Broker unheard;
  private final Clock clock;
  private long nowMs;

  SecondLife(Settings settings, Findings findings, Broker broker, long nowMs) {
    this.settings = settings;
    this.findings = findings;
    this.broker = broker;
    // Later than any stamp of a clock that was wrong.
    this.nowMs = nowMs + Duration.ofDays(1).toMillis();
    this.clock = Member.clock(() -> this.nowMs);
    this.unheard = new Broker(settings.partitions(), () -> this.nowMs, _ -> {}, false);
  }

  /// What the auctions' engine says.
  SentChecks auctions(String group) {
    BiddingEngine engine =
        new BiddingEngine(
            NAME,
            new LogAppender(producer(), NAME, clock),
            new Waiters<>(),
            new Waiters<>(),
            new Waiters<>(),
            settings.confirmWithinSeconds(),
            (_, _, _) -> {},
            clock);
    return live(group, Topics.AUCTION_LOG, engine, Schema.auction());
  }

  /// What the wallets' engine says.
  SentChecks wallets(String group) {
    return live(group, Topics.WALLET_LOG, new WalletEngine(_ -> {}), Schema.wallet());
  }

  private <I> SentChecks live(
      String group, String topic, LaneEngine<I> engine, Map<String, Table> schema) {
    SentChecks said = new SentChecks(findings, group);
    Database database =
        new Database(
            schema,
            written ->
                written
                    .getOrDefault("lane_outbox", List.<Row>of())
                    .forEach(row -> said.committed(row)),
            what -> findings.broken("a database refuses what is decided again", what),
            Tampering.NONE);
    Io io = new Io((_, _) -> {});
    Group members = new Group(settings.partitions());
    LaneTurns<I> lanes =
        new LaneTurns<>(
            new LaneSettings("", group, topic, NAME, 1, BATCH, NAME),
            engine,
            new LaneTurns.Outside(
                new SimConsumer(broker, members, topic, NAME, BATCH, io, Set.of()),
                this::producer,
                database.connections(io),
                new Facts(broker, topic),
                clock,
                () -> nowMs * 1_000_000,
                ms -> nowMs += ms));
    lanes.subscribe();
    for (int i = 0; i < TURNS_MAX && !World.isRead(broker, database, topic); i++) {
      nowMs++;
      lanes.turn();
    }
    findings.require(
        World.isRead(broker, database, topic), "a log cannot be decided again", lanes.stopped());
    return said;
  }

  private SimProducer producer() {
    return new SimProducer(unheard, new Io((_, _) -> {}), clock::millis);
  }
}
