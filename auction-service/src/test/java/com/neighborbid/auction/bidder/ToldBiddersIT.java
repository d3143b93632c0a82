package com.neighborbid.auction.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.auction.bidder.BidderStandings.Cause;
import com.neighborbid.auction.bidder.ToldBidders.Seen;
import com.neighborbid.auction.support.Eventually;
import com.neighborbid.auction.support.Topic;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.common.kafka.TopicStates;
import com.neighborbid.common.kafka.TopicStates.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/// Whatever becomes of the topic, it has what the rows say, and never something older after it.
class ToldBiddersIT extends AuctionServiceBase {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Topic bidders = new Topic(Topics.AUCTION_BIDDERS);

  @Autowired private ToldBidders told;
  @Autowired private StandingFacts facts;
  @Autowired private BidderStandings standings;
  @Autowired private BlockedBidders blocked;
  @Autowired private TopicStates topics;
  @Autowired private TransactionTemplate transactions;

  /// By then it is not the service's own first look that tells.
  @BeforeEach
  void theServiceHasLooked() {
    Eventually.isTrue(
        () -> {
          Optional<State> now = topics.of(Topics.AUCTION_BIDDERS);
          return now.isPresent() && lookedAt().contains(now.get().id());
        });
  }

  private String lookedAt() {
    return jdbc.sql(
            "select convert_from(task_data, 'UTF8') from scheduled_tasks where task_name = ?")
        .param("told-bidders")
        .query(String.class)
        .single();
  }

  @Test
  void aTopicThatIsLostIsMadeAnewAndHasAllThatHolds() throws Exception {
    standings.changed(7_201, Cause.ACCOUNT, true, NOW);
    standings.changed(7_202, Cause.WALLET, true, NOW.plusSeconds(1));
    standings.changed(7_202, Cause.ACCOUNT, true, NOW);
    standings.changed(7_202, Cause.ACCOUNT, false, NOW.plusSeconds(2));
    for (long seller = 7_210; seller < 7_213; seller++) {
      name(7_203);
      blocked.block(seller, 7_203);
    }
    blocked.unblock(7_211, 7_203);
    await("7203/7212");
    String before = topic().id();
    topics.admin().deleteTopics(List.of(Topics.AUCTION_BIDDERS)).all().get();
    Eventually.isTrue(
        () ->
            topics.of(Topics.AUCTION_BIDDERS).filter(now -> !now.id().equals(before)).isPresent());

    assertThat(event(await("7201"))).isEqualTo(new SuspensionChanged(7_201, true, NOW));
    assertThat(event(await("7202")))
        .isEqualTo(new SuspensionChanged(7_202, true, NOW.plusSeconds(1)));
    assertThat(event(await("7203/7210"))).isInstanceOf(BlockChanged.class);
    await("7203/7212");
    assertThat(saidInTheOutbox("7203/7210")).isGreaterThan(1);
    assertThat(saidInTheOutbox("7203/7211")).as("blocked, not blocked, and its end").isEqualTo(3);
  }

  @Test
  void whatHasEndedLeavesNoKeyBehind() {
    name(7_221);
    blocked.block(7_220, 7_221);
    blocked.unblock(7_220, 7_221);
    List<ConsumerRecord<String, byte[]>> said =
        bidders.await(3, record -> record.key().equals("7221/7220"));
    assertThat(((BlockChanged) event(said.get(1))).blocked()).isFalse();
    assertThat(said.getLast().value()).isNull();
  }

  @Test
  void allIsSaidAgainEveryDayAndNotInBetween() throws Exception {
    standings.changed(7_231, Cause.ACCOUNT, true, NOW);
    State topic = topic();
    int before = saidInTheOutbox("7231");
    Instant now = Instant.now();
    told.look(new Seen(topic.id(), topic.ends(), now.minus(Duration.ofHours(23))));
    assertThat(saidInTheOutbox("7231")).isEqualTo(before);
    Seen after = told.look(new Seen(topic.id(), topic.ends(), now.minus(Duration.ofHours(25))));
    assertThat(saidInTheOutbox("7231")).isEqualTo(before + 1);
    told.look(after);
    assertThat(saidInTheOutbox("7231")).isEqualTo(before + 1);
  }

  @Test
  void aTopicThatEndsEarlierThanBeforeIsFilledAgain() throws Exception {
    standings.changed(7_241, Cause.ACCOUNT, true, NOW);
    State topic = topic();
    int before = saidInTheOutbox("7241");
    List<Long> later = topic.ends().stream().map(end -> end + 1_000).toList();
    told.look(new Seen(topic.id(), later, Instant.now()));
    assertThat(saidInTheOutbox("7241")).isEqualTo(before + 1);
  }

  /// A change that is under way is waited for; without that the older would be told last.
  @Test
  void whatIsSaidAgainNeverComesAfterWhatIsNewer() throws Exception {
    standings.changed(7_251, Cause.ACCOUNT, true, NOW);
    CompletableFuture<Integer> again =
        transactions.execute(
            _ -> {
              standings.changed(7_251, Cause.ACCOUNT, false, NOW.plusSeconds(1));
              CompletableFuture<Integer> running = CompletableFuture.supplyAsync(facts::tellAll);
              Eventually.isTrue(() -> running.isDone() || somebodyWaitsForARow());
              return running;
            });
    again.get();
    List<ConsumerRecord<String, byte[]>> said =
        bidders.await(saidInTheOutbox("7251"), record -> record.key().equals("7251"));
    assertThat(said.getLast().value()).isNull();
  }

  @Test
  void moreThanAPageIsSaidWhole() {
    jdbc.sql(
            """
            insert into blocked_bidder
            select 7260, 7300000 + n, now() from generate_series(1, 1100) n
            """)
        .update();
    try {
      facts.tellAll();
      assertThat(
              jdbc.sql(
                      "select count(distinct record_key) from outbox where record_key like '73%/7260'")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1_100);
    } finally {
      jdbc.sql("delete from blocked_bidder where seller_id = 7260").update();
    }
  }

  private boolean somebodyWaitsForARow() {
    return jdbc.sql(
            """
            select exists (select 1 from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'
                and query like '%bidder_standing%for update%')
            """)
        .query(Boolean.class)
        .single();
  }

  private State topic() throws InterruptedException {
    return topics.of(Topics.AUCTION_BIDDERS).orElseThrow();
  }

  private int saidInTheOutbox(String key) {
    return jdbc.sql("select count(*) from outbox where topic = ? and record_key = ?")
        .params(Topics.AUCTION_BIDDERS, key)
        .query(Integer.class)
        .single();
  }

  private void name(long user) {
    jdbc.sql("insert into bidder_name values (?, ?, now()) on conflict do nothing")
        .params(user, "nick" + user)
        .update();
  }

  private ConsumerRecord<String, byte[]> await(String key) {
    return bidders.await(1, record -> record.key().equals(key)).getLast();
  }

  private static BidderEvent event(ConsumerRecord<String, byte[]> record) {
    return BidderEventCodec.decode(
        RecordHeaders.text(record.headers(), RecordHeaders.TYPE), record.value());
  }
}
