package com.neighborbid.simulation.world;

import com.neighborbid.auction.bidding.BiddingEngine;
import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneSettings;
import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.common.lane.Outgoing;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.simulation.check.AtRest;
import com.neighborbid.simulation.check.AuctionChecks;
import com.neighborbid.simulation.check.Findings;
import com.neighborbid.simulation.check.SentChecks;
import com.neighborbid.simulation.check.WalletChecks;
import com.neighborbid.simulation.database.Database;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.database.Schema;
import com.neighborbid.simulation.database.Table;
import com.neighborbid.simulation.database.Tampering;
import com.neighborbid.simulation.fault.Fault;
import com.neighborbid.simulation.fault.Io;
import com.neighborbid.simulation.log.Broker;
import com.neighborbid.simulation.log.Group;
import com.neighborbid.simulation.log.Logged;
import com.neighborbid.simulation.log.SimConsumer;
import com.neighborbid.simulation.log.SimProducer;
import com.neighborbid.simulation.mutation.BrokenBidding;
import com.neighborbid.simulation.mutation.BrokenDatabase;
import com.neighborbid.simulation.mutation.BrokenWallets;
import com.neighborbid.simulation.mutation.Mutation;
import com.neighborbid.wallet.ledger.WalletEngine;
import com.neighborbid.wallet.ledger.domain.Command;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Everything, in one thread. What happens is one [Op] after the other; what must hold is looked at
/// on the way and at the end.
public final class World {
  /// The broker's clock, and that of who sends from outside.
  public static final int BROKER = -1;

  public static final int SENDERS = -2;

  /// Has money for everything.
  public static final long RICH = 1;

  private static final String AUCTIONS = "auctions";
  private static final String WALLETS = "wallets";
  private static final long EPOCH_MS = 1_790_000_000_000L;
  private static final long OP_MS = 4;
  private static final int ROUNDS_MAX = 2_000;

  private final Settings settings;
  private final Mutation mutation;
  private final Findings findings = new Findings();
  private final Broker broker;
  private final Database auctions;
  private final Database wallets;
  private final SentChecks sentByAuctions = new SentChecks(findings, AUCTIONS);
  private final SentChecks sentByWallets = new SentChecks(findings, WALLETS);
  private final AuctionChecks auctionChecks;
  private final WalletChecks walletChecks;
  private final Group auctionGroup;
  private final Group walletGroup;
  private final Set<Integer> blockedAuctions = new HashSet<>();
  private final Set<Integer> blockedWallets = new HashSet<>();
  private final List<Member> members = new ArrayList<>();
  private final Io outside = new Io((_, _) -> {});
  private final LogAppender edge;
  private final List<Op.Append> appended = new ArrayList<>();
  private Source source = _ -> null;
  private long nowMs = EPOCH_MS;
  private long brokerAheadMs;
  private long sendersAheadMs;
  private long steps;
  private long stepsMax;

  public World(Settings settings, Mutation mutation) {
    this.settings = settings;
    this.mutation = mutation;
    broker =
        new Broker(
            settings.partitions(),
            () -> nowMs + brokerAheadMs,
            this::arrived,
            mutation == Mutation.TIME_OF_THE_SENDER);
    auctionChecks =
        new AuctionChecks(
            findings, sentByAuctions, () -> table("bid"), () -> walletTable("position"), RICH);
    walletChecks = new WalletChecks(findings, sentByWallets, () -> table("auction"));
    Tampering tampering = new BrokenDatabase(mutation, this::sendEarly);
    auctions =
        new Database(
            Schema.auction(),
            auctionChecks::committed,
            what -> findings.broken("the auctions' database refuses", what),
            tampering);
    wallets =
        new Database(
            Schema.wallet(),
            walletChecks::committed,
            what -> findings.broken("the wallets' database refuses", what),
            tampering);
    auctionGroup = new Group(settings.partitions());
    walletGroup = new Group(settings.partitions());
    edge =
        new LogAppender(
            new SimProducer(broker, outside, () -> nowMs + sendersAheadMs),
            "edge",
            Member.clock(() -> nowMs));
    for (int i = 0; i < 2; i++) {
      members.add(new Member(AUCTIONS + "-" + i, () -> nowMs, this::startAuctions));
      members.add(new Member(WALLETS + "-" + i, () -> nowMs, this::startWallets));
    }
    members.forEach(Member::start);
  }

  private Member.Started startAuctions(Member member) {
    Io io = new Io((count, evicted) -> whileFrozen(member, auctionGroup, count, evicted));
    BiddingEngine engine =
        new BiddingEngine(
            member.name,
            new LogAppender(producer(io, member), member.name, member.clock()),
            new Waiters<>(),
            new Waiters<>(),
            new Waiters<>(),
            settings.confirmWithinSeconds(),
            (_, _, _) -> {},
            member.clock());
    LaneEngine<AuctionInput> used =
        mutation == Mutation.NONE
            ? engine
            : new BrokenBidding(engine, mutation, () -> table("auction"));
    return process(member, io, AUCTIONS, Topics.AUCTION_LOG, used, auctions);
  }

  private Member.Started startWallets(Member member) {
    Io io = new Io((count, evicted) -> whileFrozen(member, walletGroup, count, evicted));
    WalletEngine engine = new WalletEngine(_ -> {});
    LaneEngine<Command> used =
        mutation == Mutation.NONE ? engine : new BrokenWallets(engine, mutation);
    return process(member, io, WALLETS, Topics.WALLET_LOG, used, wallets);
  }

  private <I> Member.Started process(
      Member member, Io io, String group, String topic, LaneEngine<I> engine, Database database) {
    boolean ofAuctions = group.equals(AUCTIONS);
    SimConsumer consumer =
        new SimConsumer(
            broker,
            ofAuctions ? auctionGroup : walletGroup,
            topic,
            member.name,
            settings.maxBatch(),
            io,
            ofAuctions ? blockedAuctions : blockedWallets);
    LaneTurns.Outside given =
        new LaneTurns.Outside(
            consumer,
            () -> producer(io, member),
            database.connections(io),
            new Facts(broker, topic),
            member.clock(),
            () -> nowMs * 1_000_000,
            ms -> nowMs += ms);
    LaneSettings lane =
        new LaneSettings("", group, topic, member.name, 1, settings.maxBatch(), member.name);
    return new Member.Started(io, consumer, new LaneTurns<>(lane, engine, given));
  }

  private void whileFrozen(Member member, Group group, int count, boolean evicted) {
    if (evicted) {
      group.evict(member.name);
    }
    others(count);
  }

  private SimProducer producer(Io io, Member member) {
    return new SimProducer(broker, io, member.clock()::millis);
  }

  private void arrived(Logged record) {
    sentByAuctions.arrived(record);
    sentByWallets.arrived(record);
  }

  /// A planted bug: what an outbox row says leaves before its commit.
  private void sendEarly(Row row) {
    String lane =
        row.text("consumer_group") + "/" + row.text("topic") + "-" + row.number("partition");
    for (Outgoing said : LaneTurns.messages(row.bytes("messages"))) {
      if (said instanceof ToKafka message) {
        String id = SentChecks.id(lane, message);
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        Instant at = Instant.ofEpochMilli(message.timeMs());
        broker.append(
            new ProducerRecord<>(
                message.topic(),
                null,
                null,
                key,
                message.value(),
                RecordHeaders.of(id, message.type(), lane, at, message.key(), null)),
            nowMs);
      }
    }
  }

  /// Lets happen what the source says, then lets everything come to rest and looks at all of it.
  ///
  /// @param most so many things happen
  /// @return what did not hold; null where everything did
  public @Nullable String run(Source from, long most) {
    begin();
    source = from;
    stepsMax = most;
    others(Integer.MAX_VALUE);
    source = _ -> null;
    if (findings.first() == null) {
      comeToRest();
    }
    return findings.first();
  }

  /// How many things have happened.
  public long steps() {
    return steps;
  }

  /// Everybody has a wallet before anything else happens.
  private void begin() {
    for (Op.Append deposit : People.firstDeposits(settings)) {
      happen(deposit);
    }
    rounds(6, 20);
    appended.clear();
  }

  /// So many things happen, or as many as there are.
  private void others(int most) {
    for (int i = 0; i < most && steps < stepsMax && findings.first() == null; i++) {
      Op op = source.next(this);
      if (op == null) {
        return;
      }
      steps++;
      happen(op);
    }
  }

  private void happen(Op op) {
    nowMs += OP_MS;
    switch (op) {
      case Op.Turn turn -> {
        Member member = members.get(turn.member());
        member.turn(turn.fault());
        member
            .stopped()
            .forEach(reason -> findings.broken("a lane stopped", member.name + ": " + reason));
      }
      case Op.Append append -> {
        appended.add(append);
        append(append, append.fault());
      }
      case Op.Repeat repeat -> {
        if (repeat.back() < appended.size()) {
          append(appended.get(appended.size() - 1 - repeat.back()), Fault.Kind.NONE);
        }
      }
      case Op.Pass pass -> nowMs += pass.ms();
      case Op.SetClock set -> {
        switch (set.clock()) {
          case BROKER -> brokerAheadMs = set.aheadMs();
          case SENDERS -> sendersAheadMs = set.aheadMs();
          default -> members.get(set.clock()).aheadMs = set.aheadMs();
        }
      }
      case Op.Rebalance again ->
          (again.auctions() ? auctionGroup : walletGroup).rebalance(again.seed());
      case Op.Kill kill -> members.get(kill.member()).kill();
      case Op.Start start -> members.get(start.member()).start();
      case Op.Move move -> members.get(move.member()).move(move.by());
      case Op.Block block -> {
        Set<Integer> blocked = block.auctions() ? blockedAuctions : blockedWallets;
        boolean _ =
            block.blocked() ? blocked.add(block.partition()) : blocked.remove(block.partition());
      }
    }
  }

  private void append(Op.Append append, Fault.Kind fault) {
    outside.begin(new Fault(fault == Fault.Kind.NONE ? -1 : 0, fault, 0, false));
    try {
      var _ = edge.append(append.topic(), append.key(), append.type(), append.id(), append.value());
    } catch (LogUnavailableException _) {
      // whoever sent it may send it again
    }
  }

  /// Nothing goes wrong any more: everybody runs, all clocks are right, what is due becomes due.
  private void comeToRest() {
    brokerAheadMs = 0;
    sendersAheadMs = 0;
    blockedAuctions.clear();
    blockedWallets.clear();
    members.forEach(Member::calm);
    rounds(20, 4_000);
    readEverything();
    People people = new People(this);
    for (int i = 0; i < 3 && findings.first() == null; i++) {
      people.lastWords().forEach(this::happen);
      rounds(4, 2_500);
      readEverything();
    }
    if (findings.first() == null) {
      new AtRest(findings, auctions, wallets, broker)
          .check(sentByAuctions, sentByWallets, walletChecks);
    }
    // With a planted bug, engines without it say something else.
    if (findings.first() == null && mutation == Mutation.NONE) {
      SecondLife again = new SecondLife(settings, findings, broker, nowMs);
      sentByAuctions.requireSame(again.auctions(AUCTIONS));
      sentByWallets.requireSame(again.wallets(WALLETS));
    }
  }

  /// Goes on until nobody has anything to read.
  private void readEverything() {
    for (int i = 0; i < ROUNDS_MAX && !isAllRead(); i++) {
      rounds(1, 20);
    }
    findings.require(isAllRead(), "it does not come to rest", nowMs);
  }

  private boolean isAllRead() {
    return isRead(broker, auctions, Topics.AUCTION_LOG)
        && isRead(broker, wallets, Topics.WALLET_LOG);
  }

  /// Whether the lanes of the database have decided the whole log.
  static boolean isRead(Broker broker, Database database, String topic) {
    Map<Long, Long> next = new HashMap<>();
    for (Row lane : database.table("lane").rows()) {
      next.put(lane.number("partition"), lane.number("next_offset"));
    }
    for (int partition = 0; partition < broker.partitions(); partition++) {
      if (next.getOrDefault((long) partition, 0L) != broker.end(topic, partition)) {
        return false;
      }
    }
    return true;
  }

  private void rounds(int count, long ms) {
    for (int i = 0; i < count && findings.first() == null; i++) {
      nowMs += ms;
      for (int turns = 0; turns < 2; turns++) {
        for (int member = 0; member < members.size(); member++) {
          members.get(member).start();
          happen(new Op.Turn(member, Fault.NONE));
        }
      }
    }
  }

  long nowMs() {
    return nowMs;
  }

  Settings settings() {
    return settings;
  }

  int memberCount() {
    return members.size();
  }

  /// A table of the auctions' database, as committed.
  Table table(String name) {
    return auctions.table(name);
  }

  /// A table of the wallets' database, as committed.
  Table walletTable(String name) {
    return wallets.table(name);
  }
}
