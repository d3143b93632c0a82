package com.neighborbid.auction.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.auction.ledger.RootRows.Leaf;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.ledger.v1.LedgerEvent.LedgerRoot;
import com.neighborbid.common.contract.ledger.v1.LedgerEventCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class RootPublisherIT {
  private static final LocalDate DAY = LocalDate.of(2029, 12, 30);
  private static final Instant NOON = Instant.parse("2029-12-30T12:00:00Z");
  private final DriverManagerDataSource database = database();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(database));
  private final RootRows rows = new RootRows(jdbc);
  private final LedgerRows ledger = new LedgerRows(jdbc);

  @Test
  void aDayIsPublishedTenMinutesAfterItsEndAndOnce() {
    publishAt("2030-06-01T00:00:00Z");
    assertThat(rows.newest()).isEmpty();

    ledger.opened(7, NOON);
    publishAt("2029-12-31T00:09:59.999Z");
    assertThat(rows.newest()).isEmpty();
    publishAt("2029-12-31T00:10:00Z");
    publishAt("2029-12-31T00:11:00Z");

    DailyRoot root = rows.newest().orElseThrow();
    String leaf = "7|1|" + ledger.hash(7, 1);
    assertThat(root.day()).isEqualTo(DAY);
    assertThat(root.auctions()).isEqualTo(1);
    assertThat(root.root()).isEqualTo(MerkleTree.of(List.of(leaf)).root());
    assertThat(root.previous()).isEqualTo("0".repeat(64));
    assertThat(root.hash())
        .isEqualTo(LedgerRows.sha256("2029-12-30|" + root.root() + "|1|" + "0".repeat(64)));
    assertThat(root.publishedAt()).isEqualTo("2029-12-31T00:10:00Z");
  }

  @Test
  void aRootHasTheLastEntryOfEachAuctionOfItsDay() {
    ledger.opened(9, NOON);
    ledger.opened(7, NOON);
    ledger.bid(7, NOON.plusSeconds(1), 20, 1_000, 1);
    ledger.bid(7, Instant.parse("2029-12-30T23:59:59.999Z"), 21, 1_100, 2);
    ledger.bid(7, Instant.parse("2029-12-31T00:00:00Z"), 22, 1_200, 1);
    publishAt("2030-01-02T00:10:00Z");

    assertThat(rows.leaves(DAY))
        .extracting(Leaf::text)
        .containsExactly("7|3|" + ledger.hash(7, 3), "9|1|" + ledger.hash(9, 1));
    assertThat(rows.leaves(DAY.plusDays(1)))
        .extracting(Leaf::text)
        .containsExactly("7|4|" + ledger.hash(7, 4));
    List<DailyRoot> roots = rows.before(LocalDate.of(2031, 1, 1), 10);
    assertThat(roots).extracting(DailyRoot::auctions).containsExactly(0, 1, 2);
    assertThat(roots.get(0).previous()).isEqualTo(roots.get(1).hash());
    assertThat(roots.get(1).previous()).isEqualTo(roots.get(2).hash());
    assertThat(roots.get(0).root()).isEqualTo(LedgerRows.sha256(""));
  }

  @Test
  void whatIsDecidedAfterTheRootOfItsDayIsInTheNext() {
    ledger.opened(7, NOON);
    ledger.opened(9, NOON);
    publishAt("2029-12-31T00:10:00Z");
    ledger.bid(7, NOON.plusSeconds(1), 20, 1_000, 1);
    publishAt("2030-01-01T00:10:00Z");

    assertThat(rows.leaves(DAY.plusDays(1)))
        .extracting(Leaf::text)
        .containsExactly("7|2|" + ledger.hash(7, 2));
  }

  @Test
  void manyWhoPublishAtOncePublishOnce() throws Exception {
    ledger.opened(7, NOON);
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tries.add(
            () -> {
              publishAt("2030-01-20T12:00:00Z");
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tries)) {
        done.get();
      }
    }
    publishAt("2030-01-20T12:00:00Z");
    List<DailyRoot> roots = rows.before(LocalDate.of(2031, 1, 1), 100);
    assertThat(roots).hasSize(21);
    for (int i = 1; i < roots.size(); i++) {
      assertThat(roots.get(i - 1).previous()).isEqualTo(roots.get(i).hash());
      assertThat(roots.get(i - 1).day()).isEqualTo(roots.get(i).day().plusDays(1));
    }
  }

  @Test
  void rootsAreSentInOrderUntilKafkaHasThem() throws Exception {
    ledger.opened(7, NOON);
    publishAt("2030-01-02T00:10:00Z");
    announce("127.0.0.1:1");
    assertThat(rows.waiting(10)).hasSize(3);

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
      TopicSetup.ensure(admin, 4, (short) 1);
    }
    announce(TestServers.kafkaBootstrap());
    announce(TestServers.kafkaBootstrap());
    assertThat(rows.waiting(10)).isEmpty();
    List<ConsumerRecord<byte[], byte[]>> sent = onKafka();
    assertThat(sent)
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsExactly("2029-12-30", "2029-12-31", "2030-01-01");
    List<DailyRoot> roots = rows.before(LocalDate.of(2031, 1, 1), 10).reversed();
    for (int i = 0; i < sent.size(); i++) {
      String type = RecordHeaders.text(sent.get(i).headers(), RecordHeaders.TYPE);
      assertThat(type).isEqualTo("auction.LedgerRoot.v1");
      DailyRoot root = roots.get(i);
      assertThat(LedgerEventCodec.decode(type, sent.get(i).value()))
          .isEqualTo(
              new LedgerRoot(
                  root.day().toString(),
                  root.root(),
                  root.auctions(),
                  root.previous(),
                  root.hash(),
                  root.publishedAt()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set price = 1",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update ledger_root set auctions = 2",
        "update ledger_root set announced_at = null",
        "delete from ledger_root",
        "update ledger_root_leaf set seq = 2",
        "delete from ledger_root_leaf",
        "truncate ledger_root_leaf"
      })
  void whatIsPublishedStays(String sql) {
    ledger.opened(7, NOON);
    publishAt("2029-12-31T00:10:00Z");
    rows.announced(DAY, NOON);
    assertThatThrownBy(() -> jdbc.sql(sql).update())
        .rootCause()
        .hasMessageContaining("is never changed or deleted");
  }

  private void publishAt(String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    new RootPublisher(rows, transactions, clock).publishDue();
  }

  private void announce(String kafka) {
    try (LogAppender appender = new LogAppender(kafka, "ledger-it", Clock.systemUTC())) {
      new RootAnnouncer(rows, transactions, appender, Clock.systemUTC()).announceWaiting();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> onKafka() {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    TopicPartition partition = new TopicPartition(Topics.AUCTION_ROOTS, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
      }
    }
    // Other tests on the same servers may have roots of other days there.
    return found.stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).compareTo("2029-12") > 0)
        .toList();
  }

  private static DriverManagerDataSource database() {
    TestServers.Postgres postgres = TestServers.postgres();
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            postgres.createDatabase("roots"), postgres.user(), postgres.password());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/lane", "classpath:db/migration")
        .load()
        .migrate();
    return source;
  }
}
