package com.neighborbid.auction.bidder;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.common.kafka.TopicStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that `auction.bidders` has all that holds. A topic that was lost, made anew or cut
/// off would let whoever is refused bid by socket again; it is filled from the rows. That happens
/// every day as well, for what nobody has noticed.
class ToldBidders {
  private static final Logger log = LoggerFactory.getLogger(ToldBidders.class);
  private static final Duration AGAIN_AFTER = Duration.ofDays(1);

  private final StandingFacts facts;
  private final TopicStates topics;
  private final Making making;
  private final Clock clock;

  /// How the topic is made where it is gone.
  record Making(int partitions, short replication) {}

  /// What the last look has seen.
  ///
  /// @param topicId empty before the first look
  /// @param allAt when all was told last
  record Seen(String topicId, List<Long> ends, Instant allAt) {
    static final Seen NOTHING = new Seen("", List.of(), Instant.EPOCH);

    private TopicStates.State topic() {
      return new TopicStates.State(topicId, ends);
    }
  }

  ToldBidders(StandingFacts facts, TopicStates topics, Making making, Clock clock) {
    this.facts = facts;
    this.topics = topics;
    this.making = making;
    this.clock = clock;
  }

  /// Compares the topic with how it was, and tells everything where that is necessary.
  ///
  /// @return what the next look is to compare with; as before while Kafka does not answer
  Seen look(Seen before) throws InterruptedException {
    Optional<TopicStates.State> now = topic();
    if (now.isEmpty()) {
      return before;
    }
    boolean kept = before.topic().isKeptBy(now.get());
    Instant time = clock.instant();
    Instant allAt = before.allAt();
    if (!kept || allAt.plus(AGAIN_AFTER).isBefore(time)) {
      int told = facts.tellAll();
      log.info("Told {} facts of bidders {}", told, kept ? "again" : "to a topic that is new");
      allAt = time;
    }
    return new Seen(now.get().id(), now.get().ends(), allAt);
  }

  private Optional<TopicStates.State> topic() throws InterruptedException {
    try {
      Optional<TopicStates.State> now = topics.of(Topics.AUCTION_BIDDERS);
      if (now.isEmpty()) {
        log.warn("{} is gone and is made anew", Topics.AUCTION_BIDDERS);
        TopicSetup.ensureBidders(topics.admin(), making.partitions(), making.replication());
        now = topics.of(Topics.AUCTION_BIDDERS);
      }
      return now;
    } catch (KafkaException | ExecutionException e) {
      log.debug("Whether {} is as it was is not known now", Topics.AUCTION_BIDDERS, e);
      return Optional.empty();
    }
  }
}
