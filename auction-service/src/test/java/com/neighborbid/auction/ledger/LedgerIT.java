package com.neighborbid.auction.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.auction.ledger.MerkleTreeTest.Walk;
import com.neighborbid.auction.support.Tokens;
import com.neighborbid.common.auth.KeySource;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The ledger over HTTP, read by people and by the verifier that is in the repository.
@SpringBootTest(
    classes = LedgerIT.App.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "neighborbid.auction.root-check=PT1H")
class LedgerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// Far from the ids that the service gives itself.
  private static final AtomicLong IDS = new AtomicLong(1_000_000);

  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(2);
  private static final Instant OPENED = DAY.atTime(9, 30).toInstant(ZoneOffset.UTC).plusMillis(120);

  /// Two auctions that are in the root of the day; all others come too late for it.
  private static final long ROOTED = 100;

  private static final long REWRITTEN = 101;
  private final long auction = IDS.incrementAndGet();

  private static final Path VERIFIER = Path.of("..", "docs", "examples", "VerifyLedger.java");
  @TempDir private static Path verifier;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private RootPublisher publisher;
  private LedgerRows ledger;

  /// The ledger without the engine: two engines on one Kafka would share the log's partitions.
  @EnableAutoConfiguration
  @ComponentScan
  static class App {
    @Bean
    KeySource keySource() {
      return Tokens.keys();
    }

    @Bean(destroyMethod = "close")
    LogAppender logAppender(Clock clock) {
      return new LogAppender(TestServers.kafkaBootstrap(), "ledger-it", clock);
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    String database = TestServers.postgres().createDatabase("ledger");
    registry.add("NB_DB_URL", () -> database);
    registry.add("NB_DB_USER", TestServers.postgres()::user);
    registry.add("NB_DB_PASSWORD", TestServers.postgres()::password);
  }

  @BeforeAll
  static void compileVerifier() {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", verifier.toString(), VERIFIER.toString());
    assertThat(code).isZero();
  }

  @BeforeEach
  void fourBids() {
    ledger = new LedgerRows(jdbc);
    if (publishedRoots() == 0) {
      fourBids(ROOTED);
      fourBids(REWRITTEN);
      publisher.publishDue();
    }
    fourBids(auction);
  }

  private long publishedRoots() {
    return jdbc.sql("select count(*) from ledger_root").query(Long.class).single();
  }

  private void fourBids(long auction) {
    ledger.auction(auction);
    ledger.opened(auction, OPENED);
    for (int i = 1; i <= 4; i++) {
      ledger.bid(auction, OPENED.plusSeconds(i), 10 + i, 1_000 + i * 100, 1 + i % 2);
    }
  }

  @Test
  void showsTheRecordOldestFirstAndNobodysName() throws Exception {
    JsonNode first = expect(200, get("/api/auctions/" + auction + "/ledger?limit=3"));
    assertThat(fields(first))
        .containsExactly("auctionId", "partition", "head", "items", "nextCursor");
    assertThat(first.path("partition").asInt()).isEqualTo(3);
    assertThat(first.path("head").toString())
        .isEqualTo("{\"seq\":5,\"hash\":\"" + ledger.hash(auction, 5) + "\"}");
    JsonNode opened = first.path("items").path(0);
    assertThat(fields(opened))
        .containsExactly(
            "seq",
            "kind",
            "at",
            "offset",
            "amount",
            "price",
            "bidder",
            "leader",
            "endsAt",
            "detail",
            "previous",
            "hash");
    assertThat(opened.path("at").asText()).isEqualTo(OPENED.toString()).endsWith(".120Z");
    assertThat(opened.path("amount").isNull()).isTrue();
    assertThat(opened.path("previous").asText()).isEqualTo("0".repeat(64));
    JsonNode bid = first.path("items").path(2);
    assertThat(bid.path("previous")).isEqualTo(first.path("items").path(1).path("hash"));
    assertThat(bid.path("amount").asLong()).isEqualTo(1_200);
    assertThat(bid.path("bidder").asInt()).isEqualTo(1);

    JsonNode last =
        expect(
            200,
            get(
                "/api/auctions/%d/ledger?limit=3&cursor=%s"
                    .formatted(auction, first.path("nextCursor").asText())));
    assertThat(last.path("items")).hasSize(2);
    assertThat(last.path("items").path(0).path("previous")).isEqualTo(bid.path("hash"));
    assertThat(last.path("nextCursor").isNull()).isTrue();
  }

  @Test
  void anAuctionFromBeforeTheLedgerHasNoHead() throws Exception {
    long old = IDS.incrementAndGet();
    ledger.auction(old);
    JsonNode empty = expect(200, get("/api/auctions/" + old + "/ledger"));
    assertThat(empty.path("head").isNull()).isTrue();
    assertThat(empty.path("items")).isEmpty();
    assertThat(verify(old)).startsWith("0 OK: 0 entries");
  }

  @ParameterizedTest
  @CsvSource({
    "404, AUCTION_NOT_FOUND, /api/auctions/1/ledger",
    "404, AUCTION_NOT_FOUND, /api/auctions/1/ledger/proof?day=2026-01-01",
    "400, MALFORMED_REQUEST, /api/auctions/x/ledger",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger?limit=101",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger?cursor=!",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger/proof",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger/proof?day=2026-02-30",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger/proof?day=+12026-01-01",
    "400, VALIDATION_FAILED, /api/auctions/1/ledger/proof?day=yesterday",
    "400, VALIDATION_FAILED, /api/ledger/roots?cursor=MQ",
    "400, VALIDATION_FAILED, /api/ledger/roots?limit=0",
  })
  void refusesWhatItCannotAnswer(int status, String code, String path) throws Exception {
    assertThat(expect(status, get(path)).path("code").asText()).isEqualTo(code);
  }

  @Test
  void proofLeadsFromTheLastEntryToTheRootOfTheDay() throws Exception {
    String path = "/api/auctions/" + ROOTED + "/ledger/proof?day=";
    JsonNode proof = expect(200, get(path + DAY));
    JsonNode root = rootOf(DAY);
    List<String> steps = new ArrayList<>();
    proof.path("path").forEach(step -> steps.add(step.asText()));

    assertThat(fields(proof))
        .containsExactly("auctionId", "day", "leaf", "index", "treeSize", "path", "root");
    assertThat(proof.path("leaf").asText()).isEqualTo(ROOTED + "|5|" + ledger.hash(ROOTED, 5));
    assertThat(proof.path("root")).isEqualTo(root.path("root"));
    assertThat(proof.path("treeSize").asInt()).isEqualTo(2);
    assertThat(root.path("auctions").asInt()).isEqualTo(2);
    assertThat(Walk.up(proof.path("leaf").asText(), proof.path("index").asLong(), 2, steps))
        .isEqualTo(root.path("root").asText());
    assertThat(expect(404, get(path + DAY.minusDays(1))).path("code").asText())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void rootsAreListedNewestFirst() throws Exception {
    JsonNode page = expect(200, get("/api/ledger/roots?limit=1"));
    JsonNode newest = page.path("items").path(0);
    assertThat(fields(newest))
        .containsExactly("day", "root", "auctions", "previous", "hash", "publishedAt");
    if (publishedRoots() > 1) {
      JsonNode next =
          expect(200, get("/api/ledger/roots?limit=1&cursor=" + page.path("nextCursor").asText()));
      assertThat(next.path("items").path(0).path("hash")).isEqualTo(newest.path("previous"));
    }
    assertThat(rootOf(DAY).path("previous").asText()).isEqualTo("0".repeat(64));
  }

  @Test
  void theVerifierIsContentWithWhatIsTrue() throws Exception {
    assertThat(verify(auction))
        .isEqualTo(
            "0 OK: 5 entries, the first 0 of them in daily roots, head " + ledger.hash(auction, 5));
    assertThat(verify(ROOTED, "3:" + ledger.hash(ROOTED, 3), DAY + ":" + rootHash()))
        .startsWith("0 OK: 5 entries, the first 5 of them in daily roots");
  }

  @Test
  void theVerifierRunsFromItsSourceAlone() throws Exception {
    assertThat(run(List.of(VERIFIER.toString()), auction)).startsWith("0 OK: 5 entries");
  }

  @Test
  void theVerifierReadsMoreThanAPage() throws Exception {
    for (int i = 5; i <= 220; i++) {
      ledger.bid(auction, OPENED.plusSeconds(i), 10 + i, 1_000 + i * 100, 1 + i % 2);
    }
    assertThat(verify(auction)).startsWith("0 OK: 221 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount = amount + 1",
        "price = price + 1",
        "bidder = 9",
        "leader = null",
        "log_offset = log_offset - 1",
        "at = at - interval '1 ms'",
        "ends_at = ends_at + interval '1 s'",
        "detail = 'x'",
        "kind = 'CHANGED'",
        "hash = repeat('0', 64)",
      })
  void theVerifierFindsAChangedEntry(String change) throws Exception {
    ledger.forge(
        "update ledger_entry set %s where auction_id = %d and seq = 3".formatted(change, auction));
    assertThat(verify(auction)).isEqualTo("1 BROKEN: entry 3 was changed");
  }

  @Test
  void theVerifierFindsAMissingEntry() throws Exception {
    ledger.forge("delete from ledger_entry where seq = 3 and auction_id = " + auction);
    assertThat(verify(auction)).isEqualTo("1 BROKEN: entry 3 is missing, there is 4");
  }

  @Test
  void theVerifierFindsAMissingEntryBehindWhichTheOthersMovedUp() throws Exception {
    ledger.forge("delete from ledger_entry where seq = 3 and auction_id = " + auction);
    ledger.forge("update ledger_entry set seq = 3 where seq = 4 and auction_id = " + auction);
    ledger.forge("update ledger_entry set seq = 4 where seq = 5 and auction_id = " + auction);
    assertThat(verify(auction)).isEqualTo("1 BROKEN: entry 3 was changed");
  }

  @Test
  void theVerifierFindsEntriesThatChangedPlaces() throws Exception {
    swap(3, 4);
    assertThat(verify(auction)).isEqualTo("1 BROKEN: entry 3 was changed");
    ledger.rehash(auction, 3);
    assertThat(verify(auction)).isEqualTo("1 BROKEN: the price falls at entry 4");
    ledger.forge("update ledger_entry set price = 1300 where seq = 4 and auction_id = " + auction);
    ledger.rehash(auction, 3);
    assertThat(verify(auction)).isEqualTo("1 BROKEN: bid 4 was logged before bid 3");
  }

  @Test
  void theVerifierFindsThatTheEndWasCutOff() throws Exception {
    String seen = "5:" + ledger.hash(auction, 5);
    ledger.forge("delete from ledger_entry where seq = 5 and auction_id = " + auction);
    assertThat(verify(auction)).startsWith("0 OK: 4 entries");
    assertThat(verify(auction, seen)).startsWith("1 BROKEN: entry 5 was ");
  }

  @Test
  void theRootOfTheDayFindsARecordThatWasRewrittenWithAllItsHashes() throws Exception {
    assertThat(verify(REWRITTEN)).startsWith("0 OK");
    ledger.forge("update ledger_entry set bidder = 9 where seq = 3 and auction_id = " + REWRITTEN);
    ledger.rehash(REWRITTEN, 3);
    assertThat(verify(REWRITTEN))
        .isEqualTo("1 BROKEN: entry 5 is not what it was in the root of " + DAY);
  }

  @Test
  void theVerifierFindsAnotherRootThanTheOneThatWasSeen() throws Exception {
    assertThat(verify(ROOTED, DAY + ":" + "f".repeat(64)))
        .startsWith("1 BROKEN: the root of " + DAY + " was fff");
  }

  @Test
  void theVerifierSaysWhereItCannotTell() throws Exception {
    assertThat(verify(1)).startsWith("2 cannot tell");
  }

  private void swap(long one, long other) {
    String move = "update ledger_entry set seq = %d where seq = %d and auction_id = %d";
    ledger.forge(move.formatted(-1, one, auction));
    ledger.forge(move.formatted(one, other, auction));
    ledger.forge(move.formatted(other, -1, auction));
  }

  private String rootHash() throws Exception {
    return rootOf(DAY).path("hash").asText();
  }

  private JsonNode rootOf(LocalDate day) throws Exception {
    for (JsonNode root : expect(200, get("/api/ledger/roots?limit=100")).path("items")) {
      if (root.path("day").asText().equals(day.toString())) {
        return root;
      }
    }
    throw new AssertionError("no root of " + day);
  }

  /// Exit code and output of the verifier, compiled once for all these tests.
  private String verify(long id, String... seen) throws Exception {
    return run(List.of("-cp", verifier.toString(), "VerifyLedger"), id, seen);
  }

  private String run(List<String> program, long id, String... seen) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.add("http://127.0.0.1:" + port);
    command.add(Long.toString(id));
    command.addAll(List.of(seen));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + output.strip();
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// Without a token: the ledger is for everybody.
  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static JsonNode expect(int status, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }
}
