package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.close;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.PostgresServer;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.BidAnswer;
import com.neighborbid.systemtests.audit.Invariant;
import com.neighborbid.systemtests.audit.PlantedAudit;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Reply;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// An audit that never complains proves nothing: each kind of damage, planted in a copy of the
/// databases, must be found.
@ExtendWith(NeighborBid.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditBitesIT {
  private final NeighborBid system;
  private final Person seller;
  private final Person mina;
  private final Person joon;
  private long sold;
  private long running;
  private long cancelled;
  private String winningBid;
  private Connection wallet;
  private Connection auction;

  AuditBitesIT(NeighborBid system) {
    this.system = system;
    this.seller = system.person("seller");
    this.mina = system.rich("mina", 100_000);
    this.joon = system.rich("joon", 100_000);
  }

  @BeforeAll
  void liveAndCopy() throws Exception {
    sold = list(seller, listing(Duration.ofMinutes(20)));
    running = list(seller, listing(Duration.ofMinutes(20)));
    assertThat(mina.bid(sold, 10_000).status()).isEqualTo(201);
    assertThat(joon.bid(sold, 1_000).status()).isEqualTo(422);
    Reply winning = joon.bid(sold, 20_000);
    winningBid = winning.text("bidId");
    assertThat(mina.bid(running, 30_000).status()).isEqualTo(201);
    assertThat(close(seller, sold).status()).isEqualTo(200);
    cancelled = list(seller, listing(Duration.ofMinutes(20)));
    assertThat(mina.bid(cancelled, 10_000).status()).isEqualTo(201);
    Reply gone = system.admin().ask("/api/admin/auctions/" + cancelled + "/cancel");
    assertThat(gone.status()).as(gone::toString).isEqualTo(200);
    system.auditHolds();
    wallet = copy("wallet");
    auction = copy("auction");
  }

  @AfterAll
  void forget() throws Exception {
    wallet.close();
    auction.close();
  }

  private Connection copy(String service) throws Exception {
    String name = NeighborBid.name("copy").replace('.', '_') + "_" + service;
    String url = system.stack().postgres().ensureDatabase(name);
    try (Connection from = system.database(service)) {
      Connection to =
          DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
      DatabaseCopy.of(from, to);
      to.setAutoCommit(false);
      return to;
    }
  }

  @Test
  void theUndamagedCopyHolds() throws Exception {
    assertThat(audit(new RecordedAnswers()).holds()).isTrue();
  }

  @Test
  void findsAWrongBalance() throws Exception {
    in(wallet, "update wallet set available = available + 1 where user_id = " + mina.id());
    found(Invariant.LEDGER, "user " + mina.id());
  }

  @Test
  void findsMoneyOutOfNothing() throws Exception {
    in(wallet, "alter table transfer disable trigger user");
    in(
        wallet,
        "update transfer set amount = amount + 5 where type = 'DEPOSIT' and user_id = "
            + mina.id());
    found(Invariant.LEDGER, "user " + mina.id());
  }

  @Test
  void findsATransferThatWasDeleted() throws Exception {
    in(wallet, "alter table transfer disable trigger user");
    in(wallet, "delete from transfer where type = 'EARNING' and user_id = " + seller.id());
    found(Invariant.LEDGER, "user " + seller.id());
    found(Invariant.SETTLEMENT, "auction " + sold);
  }

  @Test
  void findsALeakedHold() throws Exception {
    in(
        wallet,
        "update position set level = 7000 where user_id = %d and auction_id = %d"
            .formatted(mina.id(), sold));
    found(Invariant.HOLDS, "bidder " + mina.id());
    found(Invariant.SETTLEMENT, "still held");
    found(Invariant.LEDGER, "user " + mina.id());
  }

  @Test
  void findsALeaderWithoutMoney() throws Exception {
    in(
        wallet,
        "delete from position where user_id = %d and auction_id = %d"
            .formatted(mina.id(), running));
    found(Invariant.HOLDS, "bidder " + mina.id() + " in auction " + running);
  }

  @Test
  void findsALevelThatTheAuctionDoesNotRequire() throws Exception {
    in(auction, "update hold_level set level_sent = 29000 where auction_id = " + running);
    found(Invariant.HOLDS, "in auction " + running);
  }

  @Test
  void findsAMissingCapture() throws Exception {
    in(wallet, "alter table transfer disable trigger user");
    in(wallet, "delete from transfer where type = 'PAYMENT' and auction_id = " + sold);
    found(Invariant.SETTLEMENT, "auction " + sold);
  }

  @Test
  void findsTwoWhoPaidForOneAuction() throws Exception {
    in(wallet, "drop index position_one_payer");
    in(
        wallet,
        "update position set closed = true, captured = 20000, closed_at = now(), level = 0"
            + " where user_id = %d and auction_id = %d".formatted(mina.id(), sold));
    found(Invariant.SETTLEMENT, "auction " + sold);
  }

  @Test
  void findsACaptureFromTheWrongUser() throws Exception {
    in(
        wallet,
        "update position set user_id = 424242 where user_id = %d and auction_id = %d"
            .formatted(joon.id(), sold));
    found(Invariant.SETTLEMENT, "424242");
  }

  @Test
  void findsASellerWhoWasNotCredited() throws Exception {
    in(wallet, "alter table credit disable trigger user");
    in(wallet, "delete from credit where auction_id = " + sold);
    found(Invariant.SETTLEMENT, "auction " + sold + ": credited");
  }

  @Test
  void takesAFeeThatTheSellerWasNotCredited() throws Exception {
    in(auction, "update auction set fee_basis_points = 500 where id = " + sold);
    fee(1_000);
    in(wallet, "alter table transfer disable trigger user");
    in(wallet, "alter table credit disable trigger user");
    String less = " set amount = amount - 1000 where auction_id = " + sold;
    in(wallet, "update credit" + less);
    in(wallet, "update transfer" + less + " and type = 'EARNING'");
    AuditReport report = audit(new RecordedAnswers());
    assertThat(report.offenders(Invariant.SETTLEMENT)).as(report::toString).isEmpty();
  }

  @Test
  void findsAFeeThatTheSellerWasCreditedToo() throws Exception {
    in(auction, "update auction set fee_basis_points = 500 where id = " + sold);
    fee(1_000);
    found(Invariant.SETTLEMENT, "auction " + sold + ": earned");
    found(Invariant.SETTLEMENT, "clearing has -1000 won");
  }

  @Test
  void findsAFeeTakenTwice() throws Exception {
    in(wallet, "drop index transfer_one_fee");
    fee(1_000);
    fee(1);
    found(Invariant.SETTLEMENT, "auction " + sold + ": fees [1000, 1]");
  }

  @Test
  void findsAFeeThatNobodyAgreedTo() throws Exception {
    fee(1_000);
    found(Invariant.SETTLEMENT, "auction " + sold + ": fees [1000], must be []");
  }

  @Test
  void takesAPriceThatWaitsForItsBuyer() throws Exception {
    notCredited();
    payment("OPEN", joon.id());
    AuditReport report = audit(new RecordedAnswers());
    assertThat(report.offenders(Invariant.SETTLEMENT)).as(report::toString).isEmpty();
  }

  @Test
  void takesAPriceThatItsBuyerGotBack() throws Exception {
    notCredited();
    payment("REFUNDED", joon.id());
    refund();
    AuditReport report = audit(new RecordedAnswers());
    assertThat(report.offenders(Invariant.SETTLEMENT)).as(report::toString).isEmpty();
  }

  @Test
  void findsAPriceThatIsGoneBeforeItsBuyerSaidAnything() throws Exception {
    payment("OPEN", joon.id());
    found(Invariant.SETTLEMENT, "auction " + sold + ": earned");
    found(Invariant.SETTLEMENT, "clearing has 0 won, 20000 of them wait");
  }

  @Test
  void findsAPriceThatWentBothWays() throws Exception {
    payment("REFUNDED", joon.id());
    refund();
    found(Invariant.SETTLEMENT, "auction " + sold + ": credited");
    found(Invariant.SETTLEMENT, "clearing has -20000 won");
  }

  @Test
  void findsAPaymentOfSomebodyWhoBoughtNothing() throws Exception {
    payment("RELEASED", mina.id());
    found(Invariant.SETTLEMENT, "is not what was sold");
  }

  @Test
  void findsMoneyOnItsWayOutThatNobodyWithdrew() throws Exception {
    in(
        wallet,
        "insert into payout values (gen_random_uuid(), %d, 5, 'IN_FLIGHT', now(), null)"
            .formatted(joon.id()));
    found(Invariant.LEDGER, "0 won are on their way out, the payouts say 5");
  }

  private void notCredited() throws Exception {
    in(wallet, "alter table transfer disable trigger user");
    in(wallet, "alter table credit disable trigger user");
    in(wallet, "delete from transfer where type = 'EARNING' and auction_id = " + sold);
    in(wallet, "delete from credit where auction_id = " + sold);
  }

  /// The sold auction's price, as if it waited or had waited for its buyer.
  private void payment(String state, long buyer) throws Exception {
    boolean decided = !state.equals("OPEN");
    in(
        wallet,
        "insert into payment values (%d, %d, %d, 20000, 0, '%s', now(), now(), null, '%s', %s)"
            .formatted(
                sold,
                buyer,
                seller.id(),
                state,
                decided ? "ADMIN" : "NOBODY",
                decided ? "now()" : "null"));
  }

  private void refund() throws Exception {
    in(
        wallet,
        "insert into transfer select gen_random_uuid(), log_partition, log_offset, 9, 'CLEARING',"
            + " null, 'AVAILABLE', user_id, amount, 'REFUND', user_id, auction_id, 0, 0, at"
            + " from transfer where type = 'PAYMENT' and auction_id = "
            + sold);
  }

  /// A fee beside the payment of the sold auction.
  private void fee(long amount) throws Exception {
    in(
        wallet,
        "insert into transfer select gen_random_uuid(), log_partition, log_offset, 9, 'CLEARING',"
            + " null, 'FEES', null, %d, 'FEE', user_id, auction_id, available_after, held_after, at"
                .formatted(amount)
            + " from transfer where type = 'PAYMENT' and auction_id = "
            + sold);
  }

  @Test
  void findsAWrongWinner() throws Exception {
    in(
        auction,
        "update auction set winner_id = %1$d, leader_id = %1$d where id = %2$d"
            .formatted(mina.id(), sold));
    found(Invariant.BIDDING, "auction " + sold);
    found(Invariant.SETTLEMENT, "auction " + sold);
  }

  @Test
  void findsAWrongPrice() throws Exception {
    in(auction, "update auction set price = price - 1000 where id = " + running);
    found(Invariant.BIDDING, "auction " + running);
  }

  @Test
  void findsABidThatWasTakenThoughTooLow() throws Exception {
    in(
        auction,
        "update bid set status = 'ACCEPTED', code = null where auction_id = "
            + sold
            + " and amount = 1000");
    found(Invariant.BIDDING, "must be refused as BELOW_MINIMUM");
  }

  @Test
  void findsABidThatWasRefusedWithoutReason() throws Exception {
    in(
        auction,
        "update bid set status = 'REJECTED', code = 'OUTBID_MEANWHILE' where id = '%s'"
            .formatted(winningBid));
    found(Invariant.BIDDING, "no rule refuses it");
  }

  @Test
  void findsALostBid() throws Exception {
    in(auction, "delete from bid where id = '%s'".formatted(winningBid));
    found(Invariant.OUTCOMES, winningBid);
  }

  @Test
  void findsABidThatNobodyMade() throws Exception {
    in(
        auction,
        "insert into bid select (jsonb_populate_record(b, jsonb_build_object('id',"
            + " gen_random_uuid(),"
            + " 'log_offset', 999999, 'step', null))).* from bid b where id = '%s'"
                .formatted(winningBid));
    found(Invariant.OUTCOMES, "is not in the log");
  }

  @Test
  void findsABidWithoutAnOutcome() throws Exception {
    in(
        auction,
        "update bid set status = 'RECEIVED', decided_at = null where id = '%s'"
            .formatted(winningBid));
    found(Invariant.OUTCOMES, winningBid + " has no outcome");
  }

  @Test
  void findsAnAnswerThatWasNotTrue() throws Exception {
    RecordedAnswers told = new RecordedAnswers();
    UUID bid = UUID.fromString(winningBid);
    told.add(
        new BidAnswer(
            "REST", bid, sold, joon.id(), 20_000, "REJECTED", Optional.of("BELOW_MINIMUM")));
    told.add(
        new BidAnswer(
            "REST", UUID.randomUUID(), sold, joon.id(), 20_000, "RECEIVED", Optional.empty()));
    AuditReport report = audit(told);
    assertThat(report.offenders(Invariant.OUTCOMES)).hasSize(2);
  }

  @Test
  void findsWhatWasNotSent() throws Exception {
    in(wallet, "update lane set outbox_seq = outbox_seq + 1 where partition = 0");
    found(Invariant.LANES, "has sent");
  }

  @Test
  void findsALaneThatIsBehind() throws Exception {
    in(
        wallet,
        "update lane set next_offset = next_offset - 1 where next_offset = (select max(next_offset)"
            + " from lane)");
    found(Invariant.LANES, "wallet.log");
  }

  @Test
  void findsARecordThatWasRewritten() throws Exception {
    in(
        auction,
        "update ledger_entry set amount = amount - 1000 where seq = 2 and auction_id = " + sold);
    found(Invariant.RECORD, "auctionId=" + sold + ", seq=2");
  }

  @Test
  void findsAWrongHashInTheRecord() throws Exception {
    in(
        auction,
        "update ledger_entry set hash = repeat('a', 64) where seq = 2 and auction_id = " + sold);
    found(Invariant.RECORD, "auctionId=" + sold + ", seq=3");
  }

  @Test
  void findsAnEntryThatIsMissing() throws Exception {
    in(auction, "delete from ledger_entry where seq = 2 and auction_id = " + sold);
    found(Invariant.RECORD, "follows step 1");
  }

  @Test
  void findsACancelledAuctionThatStillHoldsMoney() throws Exception {
    in(
        wallet,
        "update position set level = 5000 where user_id = %d and auction_id = %d"
            .formatted(mina.id(), cancelled));
    found(Invariant.HOLDS, "bidder " + mina.id() + " in auction " + cancelled);
    found(Invariant.SETTLEMENT, "auction " + cancelled + ": still held");
  }

  @Test
  void findsACancelledAuctionThatHasAWinner() throws Exception {
    in(
        auction,
        "update auction set cancelled = false, winner_id = leader_id where id = " + cancelled);
    found(Invariant.BIDDING, "auction " + cancelled);
    found(Invariant.SETTLEMENT, "auction " + cancelled);
  }

  @Test
  void findsAWinnerByASecondChanceWithoutAnOffer() throws Exception {
    in(auction, "update auction set ended_by = 'SECOND_CHANCE' where id = " + sold);
    found(Invariant.RECORD, "auction " + sold + " was won by a second chance without an offer");
  }

  @Test
  void findsACommandWithAnotherOutcome() throws Exception {
    in(
        auction,
        "update command_outcome set code = 'AUCTION_HAS_BIDS' where auction_id = " + cancelled);
    found(Invariant.BIDDING, "auction " + cancelled);
  }

  @Test
  void findsAnEventThatSaysSomethingElseThanTheOutbox() throws Exception {
    in(wallet, "update lane_outbox set messages = '\\x0100000000' where seq = 1");
    found(Invariant.EVENTS, "the outbox says something else");
  }

  @Test
  void findsAnEventThatNeverArrived() throws Exception {
    in(
        wallet,
        "insert into lane_outbox (consumer_group, topic, partition, seq, messages)"
            + " select o.consumer_group, o.topic, o.partition, l.outbox_seq + 1,"
            // the first message, as following from a record of which nothing was said
            + " overlay(o.messages placing '\\x00000000000fffff'::bytea from 7 for 8)"
            + " from lane l join lane_outbox o using (consumer_group, topic, partition)"
            + " where o.seq = 1");
    in(wallet, "update lane set outbox_seq = outbox_seq + 1, kafka_sent = kafka_sent + 1");
    found(Invariant.EVENTS, "not there");
  }

  @Test
  void findsMoneyThatMovedWithoutARecord() throws Exception {
    in(wallet, "alter table transfer disable trigger user");
    in(
        wallet,
        "update transfer set log_offset = log_offset + 1000000 where type = 'DEPOSIT' and user_id = "
            + mina.id());
    found(Invariant.WALLETS, "must move [Move[type=DEPOSIT, amount=100000]], moved []");
    found(Invariant.WALLETS, "has no record at");
  }

  @Test
  void findsARecordWhoseMoneyMovedTwice() throws Exception {
    in(
        wallet,
        "insert into transfer select gen_random_uuid(), log_partition, log_offset, 7, debit_account,"
            + " debit_user, credit_account, credit_user, amount, type, user_id, auction_id,"
            + " available_after, held_after, at from transfer where type = 'EARNING' and user_id = "
            + seller.id());
    found(Invariant.WALLETS, "must move [Move[type=EARNING, amount=20000]]");
  }

  @Test
  void findsAHoldThatTheLogDoesNotSay() throws Exception {
    in(
        wallet,
        "update position set level = level + 1 where user_id = %d and auction_id = %d"
            .formatted(mina.id(), running));
    found(Invariant.WALLETS, "bidder %d in auction %d must have".formatted(mina.id(), running));
  }

  @Test
  void findsARefusedDepositThatTheLogDoesNotRefuse() throws Exception {
    in(wallet, "alter table money_request disable trigger user");
    in(
        wallet,
        "update money_request set outcome = 'INSUFFICIENT_FUNDS' where user_id = " + mina.id());
    found(Invariant.WALLETS, "the row says INSUFFICIENT_FUNDS");
  }

  private static void in(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The offender is among those of the invariant; the damage is undone afterwards.
  private void found(Invariant invariant, String offender) throws Exception {
    AuditReport report = audit(new RecordedAnswers());
    assertThat(report.offenders(invariant))
        .as(report::toString)
        .anyMatch(sentence -> sentence.contains(offender));
  }

  private AuditReport audit(RecordedAnswers answers) throws SQLException {
    return PlantedAudit.of(wallet, auction, system.stack().kafka().bootstrap(), answers);
  }

  @AfterEach
  void undo() throws SQLException {
    wallet.rollback();
    auction.rollback();
  }
}
