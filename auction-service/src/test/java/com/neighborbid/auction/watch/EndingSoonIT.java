package com.neighborbid.auction.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.auction.support.AuctionRows;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Readers;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.notice.v1.AuctionNotice;
import com.neighborbid.common.contract.notice.v1.AuctionNoticeCodec;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// Who is told of an end, when and how often, with real servers and a clock of our own.
class EndingSoonIT {
  private static final Instant NOON = Instant.parse("2029-12-30T12:00:00Z");
  private static final AtomicLong IDS = new AtomicLong(ProcessHandle.current().pid() * 1_000_000L);
  private static final DriverManagerDataSource DATABASE = database();
  private static final String NOWHERE = "127.0.0.1:1";

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
  private final AuctionRows auctions = new AuctionRows(jdbc);
  private final Watchlist watchlist =
      new Watchlist(jdbc, Readers.none(), Clock.fixed(NOON, ZoneOffset.UTC));
  private final long auction = IDS.incrementAndGet();
  private final long mina = IDS.incrementAndGet();
  private final long joon = IDS.incrementAndGet();
  private final List<PersonalMessage> told = new CopyOnWriteArrayList<>();
  private final BinaryJedisPubSub ear =
      new BinaryJedisPubSub() {
        @Override
        public void onMessage(byte[] channel, byte[] message) {
          told.add(ContractJson.read(message, PersonalMessage.class));
        }
      };

  private static LogAppender kafka;

  @BeforeAll
  static void connect() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
      TopicSetup.ensure(admin, 4, (short) 1);
    }
    kafka = appender(TestServers.kafkaBootstrap());
  }

  @AfterAll
  static void disconnect() {
    kafka.close();
  }

  @BeforeEach
  void listen() {
    jdbc.sql("truncate auction, listing, watch, watch_count, ending_notice").update();
    byte[] channel = Topics.userChannel(mina).getBytes(StandardCharsets.UTF_8);
    Thread.ofVirtual()
        .start(
            () -> {
              try (Jedis redis = new Jedis(HostAndPort.from(TestServers.redis().address()))) {
                redis.subscribe(ear, channel);
              }
            });
    Eventually.isTrue(ear::isSubscribed);
  }

  @AfterEach
  void stop() {
    ear.unsubscribe();
  }

  @Test
  void tellsAWatcherOnceTenMinutesBeforeTheEnd() {
    Instant end = NOON.plusSeconds(3_600);
    auctions.running(auction, 1, end);
    auctions.change(auction, "price = 5000, leader_max = 5000");
    watchlist.add(mina, auction);
    tellAt(end.minusSeconds(601));
    assertThat(onKafka(mina)).isEmpty();

    Instant due = end.minusSeconds(600);
    tellAt(due);
    tellAt(due.plusSeconds(60));
    assertThat(onKafka(mina))
        .containsExactly(new AuctionNotice.EndingSoon(mina, auction, end, 5_000, due));
    assertThat(Eventually.get(() -> told, messages -> !messages.isEmpty()))
        .containsExactly(
            new PersonalMessage(PersonalMessage.Kind.ENDING_SOON, auction, 5_000, due, end));
  }

  @Test
  void tellsNobodyWhoOnlyBids() {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    auctions.position(auction, 1, joon, 1, 1_000, 0);
    watchlist.add(mina, auction);
    tellAt(NOON);
    assertThat(onKafka(mina)).hasSize(1);
    assertThat(onKafka(joon)).isEmpty();
  }

  @Test
  void tellsAtOnceWhereLessIsLeft() {
    auctions.running(auction, 1, NOON.plusSeconds(30));
    watchlist.add(mina, auction);
    tellAt(NOON);
    assertThat(onKafka(mina)).hasSize(1);
  }

  @Test
  void goesByTheEndAsItStands() {
    auctions.running(auction, 1, NOON.plusSeconds(600));
    watchlist.add(mina, auction);
    auctions.change(auction, "ends_at = ends_at + interval '1 hour'");
    tellAt(NOON);
    assertThat(onKafka(mina)).isEmpty();
    tellAt(NOON.plusSeconds(3_600));
    assertThat(onKafka(mina)).hasSize(1);
    auctions.change(auction, "ends_at = ends_at + interval '1 hour'");
    tellAt(NOON.plusSeconds(7_200));
    assertThat(onKafka(mina)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pauses = 'ADMIN', paused_since = now()",
        "started = false",
        "ended = true",
        "ends_at = '2029-12-30T12:00:00Z'"
      })
  void tellsNobodyOfWhatIsNotAboutToEnd(String state) {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    auctions.change(auction, state);
    watchlist.add(mina, auction);
    tellAt(NOON);
    assertThat(onKafka(mina)).isEmpty();
  }

  @Test
  void tellsNobodyTwiceWhoWatchesAgain() {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    watchlist.add(mina, auction);
    tellAt(NOON);
    watchlist.remove(mina, auction);
    watchlist.add(mina, auction);
    watchlist.add(joon, auction);
    tellAt(NOON.plusSeconds(1));
    assertThat(onKafka(joon)).hasSize(1);
    assertThat(onKafka(mina)).hasSize(1);
  }

  @Test
  void sendsToKafkaWhileRedisIsAwayAndTellsSocketsLater() {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    watchlist.add(mina, auction);
    tell(NOON, kafka, NOWHERE);
    assertThat(onKafka(mina)).hasSize(1);
    assertThat(told).isEmpty();
    tellAt(NOON.plusSeconds(5));
    assertThat(Eventually.get(() -> told, messages -> !messages.isEmpty())).hasSize(1);
    assertThat(onKafka(mina)).hasSize(1);
  }

  @Test
  void tellsNoSocketAfterTheEnd() {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    watchlist.add(mina, auction);
    tell(NOON, kafka, NOWHERE);
    tellAt(NOON.plusSeconds(60));
    assertThat(waiting()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void tellsSocketsWhileKafkaIsAwayAndSendsLater() {
    auctions.running(auction, 1, NOON.plusSeconds(60));
    watchlist.add(mina, auction);
    try (LogAppender away = appender(NOWHERE)) {
      assertThatThrownBy(() -> tell(NOON, away, TestServers.redis().address()))
          .isInstanceOf(LogUnavailableException.class);
    }
    assertThat(Eventually.get(() -> told, messages -> !messages.isEmpty())).hasSize(1);
    assertThat(onKafka(mina)).isEmpty();
    tellAt(NOON.plusSeconds(3_600));
    assertThat(onKafka(mina)).hasSize(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void forgetsWhatIsLongOver() {
    auctions.running(auction, 2, NOON.plusSeconds(60));
    watchlist.add(mina, auction);
    watchlist.add(mina, auction + 1);
    tellAt(NOON);
    auctions.change(auction, "ended = true");
    tellAt(NOON.plus(Duration.ofDays(1)).plusSeconds(1));
    assertThat(jdbc.sql("select auction_id from ending_notice").query(Long.class).list())
        .containsExactly(auction + 1);
  }

  @Test
  void tellsTenThousandAuctionsThatEndTogetherOnceEachFromTwoInstances() throws Exception {
    int count = 10_000;
    long first = IDS.getAndAdd(count + 1L) + 1;
    auctions.running(first, count, NOON.plusSeconds(300));
    jdbc.sql("insert into watch select id, id, now() from generate_series(?, ?) id")
        .params(first, first + count - 1)
        .update();
    try (var instances = Executors.newFixedThreadPool(2)) {
      Callable<Void> instance =
          () -> {
            tellAt(NOON);
            return null;
          };
      for (Future<Void> done : instances.invokeAll(List.of(instance, instance))) {
        done.get();
      }
    }
    tellAt(NOON.plusSeconds(1));
    assertThat(waiting()).isZero();
    List<Long> users =
        onKafka().stream().map(AuctionNotice::userId).filter(id -> id >= first).toList();
    assertThat(users).hasSize(count);
    assertThat(new HashSet<>(users))
        .containsAll(LongStream.range(first, first + count).boxed().toList());
  }

  private long waiting() {
    return jdbc.sql("select count(*) from ending_notice where not kafka_sent or not redis_sent")
        .query(Long.class)
        .single();
  }

  private void tellAt(Instant now) {
    tell(now, kafka, TestServers.redis().address());
  }

  private void tell(Instant now, LogAppender kafka, String redis) {
    HostAndPort address = HostAndPort.from(redis);
    NoticeSender sender = new NoticeSender(kafka, address.getHost(), address.getPort());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    new EndingSoon(new EndingNotices(jdbc), sender, transactions, clock).tell();
  }

  private static LogAppender appender(String kafka) {
    return new LogAppender(kafka, "watch-it", Clock.systemUTC());
  }

  private static List<AuctionNotice> onKafka(long user) {
    return onKafka().stream().filter(notice -> notice.userId() == user).toList();
  }

  private static List<AuctionNotice> onKafka() {
    List<AuctionNotice> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.AUCTION_NOTICES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(
                record ->
                    found.add(
                        AuctionNoticeCodec.decode(
                            RecordHeaders.text(record.headers(), RecordHeaders.TYPE),
                            Long.parseLong(new String(record.key(), StandardCharsets.UTF_8)),
                            record.value())));
      }
    }
    return found;
  }

  private static DriverManagerDataSource database() {
    TestServers.Postgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            postgres.createDatabase("watch"), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/migration")
        .load()
        .migrate();
    return source;
  }
}
