package com.neighborbid.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.chaos.check.Rows.AuctionRow;
import com.neighborbid.chaos.check.Rows.Moved;
import com.neighborbid.chaos.check.Rows.RequestRow;
import com.neighborbid.chaos.check.Rows.Step;
import com.neighborbid.chaos.check.Rows.StepRow;
import com.neighborbid.chaos.check.Rows.Sum;
import com.neighborbid.chaos.load.Certainty;
import com.neighborbid.chaos.load.Journal.AuctionAsked;
import com.neighborbid.chaos.load.Journal.MoneyAsked;
import com.neighborbid.chaos.load.Journal.Visit;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.systemtests.client.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Checks that never complain prove nothing: each kind of loss must be found.
class ChecksTest {
  private static final long AUCTION = 7;
  private static final long USER = 5;
  private static final UUID BID = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID ID = BidIds.moneyRequest("deposit", USER, "key");

  private static final Rows ROWS =
      rows(Map.of(ID, new RequestRow("DEPOSIT", USER, 100, "DONE")), new Sum(1, 100), true);

  private static Rows rows(Map<UUID, RequestRow> requests, Sum deposits, boolean ended) {
    return new Rows(
        Map.of(
            new Step(AUCTION, 1), new StepRow("OPENED", 0, null),
            new Step(AUCTION, 2), new StepRow("BID", 10_000, BID),
            new Step(AUCTION, 3), new StepRow("ENDED", 10_000, null)),
        Map.of(AUCTION, new AuctionRow(2, ended, false, 10_000, 9, 3)),
        requests,
        Map.of(new Moved(USER, "DEPOSIT"), deposits));
  }

  private static Offences view(String... messages) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Message> seen =
        Arrays.stream(messages)
            .map(
                text -> {
                  try {
                    return new Message(json.readTree(text.replace('\'', '"')), 0);
                  } catch (Exception e) {
                    throw new IllegalArgumentException(e);
                  }
                })
            .toList();
    return ViewCheck.run(ROWS, List.of(new Visit("somebody", AUCTION, seen)));
  }

  private static final String FIRST = "{'type':'snapshot','seq':1,'amount':0}";
  private static final String BID_SEEN =
      "{'type':'update','seq':2,'amount':10000,'bidId':'" + BID + "'}";
  private static final String END = "{'type':'auction_end','seq':3,'amount':10000,'winner_id':9}";

  @Test
  void takesAHistoryWithoutGaps() throws Exception {
    Offences found = view(FIRST, BID_SEEN, END);
    assertThat(found.sentences()).isEmpty();
    assertThat(found.examined()).isEqualTo(3);
  }

  @Test
  void takesASnapshotThatLeaps() throws Exception {
    assertThat(view(FIRST, "{'type':'snapshot','seq':3,'amount':10000}").isEmpty()).isTrue();
  }

  @Test
  void findsAGap() throws Exception {
    assertThat(view(FIRST, END).sentences()).hasSize(1);
  }

  @Test
  void findsARepeatedStep() throws Exception {
    assertThat(view(FIRST, BID_SEEN, BID_SEEN).sentences()).hasSize(1);
  }

  @Test
  void findsASnapshotThatGoesBack() throws Exception {
    assertThat(view(FIRST, BID_SEEN, FIRST).sentences()).hasSize(1);
  }

  @Test
  void findsAStepBeforeTheFirstSnapshot() throws Exception {
    assertThat(view(BID_SEEN).sentences()).hasSize(1);
  }

  @Test
  void findsAPriceThatNeverWas() throws Exception {
    assertThat(view(FIRST, BID_SEEN.replace("10000", "11000")).sentences()).hasSize(1);
  }

  @Test
  void findsAStepThatNeverWas() throws Exception {
    assertThat(view("{'type':'snapshot','seq':4,'amount':10000}").sentences()).hasSize(1);
  }

  @Test
  void findsAnotherWinner() throws Exception {
    assertThat(view(FIRST, BID_SEEN, END.replace("9}", "8}")).sentences()).hasSize(1);
  }

  @Test
  void findsAnotherBid() throws Exception {
    String other = BID_SEEN.replace(BID.toString(), UUID.randomUUID().toString());
    assertThat(view(FIRST, other).sentences()).hasSize(1);
  }

  private static MoneyAsked asked(long amount, Certainty certainty) {
    return new MoneyAsked("DEPOSIT", USER, "key", amount, certainty, ID.toString());
  }

  @Test
  void takesAnAcknowledgedDepositThatIsThereOnce() {
    assertThat(MoneyCheck.run(ROWS, List.of(asked(100, Certainty.DONE))).isEmpty()).isTrue();
  }

  @Test
  void takesEverythingOfWhatIsUnknown() {
    assertThat(MoneyCheck.run(ROWS, List.of(asked(100, Certainty.UNKNOWN))).isEmpty()).isTrue();
    Rows none = rows(Map.of(), new Sum(0, 0), true);
    assertThat(MoneyCheck.run(none, List.of(asked(100, Certainty.UNKNOWN))).isEmpty()).isTrue();
  }

  @Test
  void findsALostDeposit() {
    Rows none = rows(Map.of(), new Sum(0, 0), true);
    assertThat(MoneyCheck.run(none, List.of(asked(100, Certainty.DONE))).sentences())
        .singleElement()
        .asString()
        .startsWith("acknowledged and not there");
  }

  @Test
  void findsADepositThatMovedTwice() {
    Rows twice = rows(ROWS.requests(), new Sum(2, 200), true);
    assertThat(MoneyCheck.run(twice, List.of(asked(100, Certainty.DONE))).sentences()).hasSize(1);
  }

  @Test
  void findsADepositThatWasRefusedAndMoved() {
    assertThat(MoneyCheck.run(ROWS, List.of(asked(100, Certainty.REFUSED))).sentences()).hasSize(1);
  }

  @Test
  void findsADepositThatNobodyAskedFor() {
    MoneyAsked other = new MoneyAsked("DEPOSIT", USER, "another", 100, Certainty.UNKNOWN, "");
    assertThat(MoneyCheck.run(ROWS, List.of(other)).sentences())
        .anyMatch(sentence -> sentence.startsWith("nobody asked for"));
  }

  @Test
  void findsALostListingAndACancellingThatDidNotHappen() {
    assertThat(
            AuctionCheck.run(
                    ROWS,
                    List.of(
                        new AuctionAsked("list", 99, 2, Certainty.DONE, ""),
                        new AuctionAsked("list", AUCTION, 3, Certainty.DONE, ""),
                        new AuctionAsked("cancel", AUCTION, 2, Certainty.DONE, ""),
                        new AuctionAsked("list", AUCTION, 2, Certainty.DONE, "")))
                .sentences())
        .hasSize(3);
  }

  @Test
  void findsAnAuctionThatDoesNotEnd() {
    Rows running = rows(ROWS.requests(), new Sum(1, 100), false);
    assertThat(
            AuctionCheck.run(
                    running, List.of(new AuctionAsked("list", 0, 2, Certainty.UNKNOWN, "")))
                .sentences())
        .hasSize(1);
  }
}
