package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.assertCounts;
import static com.neighborbid.systemtests.NeighborBid.assertRefused;
import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.PostgresServer;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The log, derived once more by the engine's own rules, equals the database; and where somebody
/// changed a copy of it, the replay says at which record.
@ExtendWith(NeighborBid.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private long sold;
  private String winningBid;
  private String copyUrl;
  private Connection copy;

  ReplayIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @BeforeAll
  void liveAndCopy() throws Exception {
    sold = list(seller, listing(LONG, "reservePrice", 15_000, "softCloseSeconds", 700));
    assertCounts(mina.bidUpTo(sold, 10_000, 30_000), "ACCEPTED", 15_000);
    assertRefused(joon.bid(sold, 200_000), 422, "INSUFFICIENT_FUNDS");
    assertCounts(joon.bid(sold, 20_000), "OUTBID", 21_000);
    winningBid = assertCounts(joon.bidUpTo(sold, 31_000, 50_000), "ACCEPTED", 31_000).text("bidId");
    assertRefused(mina.bid(sold, 20_000), 422, "BELOW_MINIMUM");
    everyKindOfInput();
    assertThat(close(seller, sold).text("winner")).isEqualTo(joon.nickname());
    system.auditHolds();
    copyUrl =
        system.stack().postgres().ensureDatabase(NeighborBid.name("replay").replace('.', '_'));
    copy = DriverManager.getConnection(copyUrl, PostgresServer.USER, PostgresServer.PASSWORD);
    try (Connection from = system.database("auction")) {
      DatabaseCopy.of(from, copy);
    }
  }

  private void everyKindOfInput() {
    Person admin = system.admin();
    long id = list(seller, listing(LONG, "reservePrice", 40_000, "increments", "TIERED"));
    String path = "/api/auctions/" + id;
    String adminPath = "/api/admin/auctions/" + id;
    assertThat(seller.patch(path, Map.of("startPrice", 9_000)).status()).isEqualTo(200);
    Reply bid = assertCounts(mina.bid(id, 9_000), "ACCEPTED", 9_000);
    assertThat(admin.ask(adminPath + "/suspend").status()).isEqualTo(200);
    assertThat(admin.ask(adminPath + "/resume").status()).isEqualTo(200);
    assertCounts(joon.bid(id, 20_000), "ACCEPTED", 20_000);
    Map<String, Long> suspended = Map.of("userId", joon.id());
    assertThat(admin.post(adminPath + "/suspend-bidder", suspended).status()).isEqualTo(200);
    assertThat(close(seller, id).status()).isEqualTo(200);
    assertThat(seller.post(path + "/offer", Map.of("bidId", bid.text("bidId"))).status())
        .isEqualTo(201);
    assertCounts(mina.takeOffer(id, 9_000), "WON", 9_000);
    long gone = list(seller, listing(LONG));
    assertThat(seller.ask("/api/auctions/" + gone + "/cancel").status()).isEqualTo(200);
  }

  @AfterAll
  void forget() throws SQLException {
    copy.close();
  }

  @AfterEach
  void nothingIsLeftOfTheDamage() throws Exception {
    Replayed replayed = replay("--auction=" + sold);
    assertThat(replayed.code()).as(replayed.text()).isZero();
  }

  private Replayed replay(String... arguments) throws Exception {
    return Replayed.against(system, copyUrl, arguments);
  }

  @Test
  void theLogGivesWhatTheDatabaseSays() throws Exception {
    Replayed.equal(system);
  }

  /// What bidders saw in the room is in the record, and the record is one chain.
  @Test
  void theVerifierOfTheRepositoryFindsTheRecordSound() throws Exception {
    Reply auction = system.auction(sold);
    String head = auction.number("seq") + ":" + auction.text("ledgerHash");
    Replayed sound = Replayed.verifyLedger(system, sold, head);
    assertThat(sound.code()).as(sound.text()).isZero();
    assertThat(sound.text()).contains("OK");
    Replayed other = Replayed.verifyLedger(system, sold, "2:" + "a".repeat(64));
    assertThat(other.code()).as(other.text()).isEqualTo(1);
  }

  @Test
  void anExportServesAsWell(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log.jsonl");
    Replayed exported = Replayed.export(system, file);
    assertThat(exported.code()).as(exported.text()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.getFirst())
        .contains("\"offset\":0", "\"partition\":", "\"timestamp\":", "\"key\":", "\"value\":");
    Replayed replayed = replay("--export=" + file);
    assertThat(replayed.code()).as(replayed.text()).isZero();

    Files.write(file, lines.subList(0, lines.size() / 2));
    Replayed older = replay("--export=" + file);
    assertThat(older.code()).as("what is older than the database: " + older.text()).isZero();
    assertThat(older.text()).contains("The log at hand ends at");
    Files.write(file, lines.subList(1, lines.size()));
    assertThat(replay("--export=" + file).code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          update bid set price_after = price_after + 1000 where id = '{bid}'   | price_after is 31000
          update bid set status = 'OUTBID' where id = '{bid}'                  | status is ACCEPTED
          update bid set amount = amount - 1000 where id = '{bid}'             | amount is 31000
          update bid set step = null where id = '{bid}'                        | step is
          update bid set seq_after = seq_after + 1 where id = '{bid}'          | seq_after is
          update ledger_entry set price = 1 where bid_id = '{bid}'             | ledger entry
          update ledger_entry set hash = repeat('a', 64) where bid_id = '{bid}'| hash is
          """)
  void aChangedBidIsFoundAtItsRecord(String damage, String complaint) throws Exception {
    Replayed replayed = damaged(damage);
    assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
    assertThat(replayed.text())
        .contains("first at record " + offsetOf(winningBid) + " of partition ")
        .contains(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          update auction set price = price - 1000 where id = {auction}        | price is 31000
          update auction set winner_id = null where id = {auction}            | winner is
          update auction set leader_max = 60000 where id = {auction}          | maximum is 50000
          update auction set ends_at = ends_at + interval '1 second' where id = {auction} | end is
          update auction set ledger_hash = repeat('b', 64) where id = {auction} | ledger_hash is
          update auction set seq = seq + 1 where id = {auction}               | seq is
          """)
  void aChangedAuctionIsFound(String damage, String complaint) throws Exception {
    Replayed replayed = damaged(damage);
    assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
    assertThat(replayed.text()).contains("auction " + sold + ": ").contains(complaint);
  }

  @Test
  void aMissingBidIsFoundAtItsRecord() throws Exception {
    long offset = offsetOf(winningBid);
    Replayed replayed = damaged("delete from bid where id = '{bid}'");
    assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
    assertThat(replayed.text())
        .contains("first at record " + offset + " of partition ")
        .contains("bid " + winningBid + " has no row");
  }

  @Test
  void aBidThatNobodyMadeIsFound() throws Exception {
    Replayed replayed =
        damaged(
            "insert into bid select (jsonb_populate_record(b, jsonb_build_object('id',"
                + " gen_random_uuid(), 'log_offset', -5, 'step', null))).* from bid b"
                + " where id = '{bid}'");
    assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
    assertThat(replayed.text()).contains("first at record -5").contains("is not in the log");
  }

  @Test
  void aReplayThatCannotRunSaysSo() throws Exception {
    assertThat(replay("--auction=999999999").code()).isEqualTo(2);
    assertThat(replay("--export=/no/such/file").code()).isEqualTo(2);
    assertThat(replay("--nonsense").code()).isEqualTo(2);
  }

  /// Replays the one auction over the damaged copy and repairs it.
  private Replayed damaged(String sql) throws Exception {
    String damage = sql.replace("{bid}", winningBid).replace("{auction}", "" + sold);
    try (var statement = copy.createStatement()) {
      for (String table : List.of("bid", "auction", "ledger_entry")) {
        statement.execute("create table kept_" + table + " as table " + table);
      }
      statement.execute(damage);
      Replayed replayed = replay("--auction=" + sold);
      for (String table : List.of("bid", "auction", "ledger_entry")) {
        statement.execute("truncate " + table);
        statement.execute("insert into " + table + " select * from kept_" + table);
        statement.execute("drop table kept_" + table);
      }
      return replayed;
    }
  }

  private long offsetOf(String bid) throws SQLException {
    try (var statement = copy.createStatement();
        var row = statement.executeQuery("select log_offset from bid where id = '" + bid + "'")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
