package com.neighborbid.common.kafka;

import static com.neighborbid.common.contract.Topics.AUCTION_BIDDERS;
import static com.neighborbid.common.contract.Topics.AUCTION_EVENTS;
import static com.neighborbid.common.contract.Topics.AUCTION_LOG;
import static com.neighborbid.common.contract.Topics.AUCTION_NOTICES;
import static com.neighborbid.common.contract.Topics.AUCTION_ROOTS;
import static com.neighborbid.common.contract.Topics.USER_EVENTS;
import static com.neighborbid.common.contract.Topics.WALLET_EVENTS;
import static com.neighborbid.common.contract.Topics.WALLET_LOG;
import static com.neighborbid.common.contract.Topics.deadLetters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that are not there. Partition counts are fixed at creation: a lane refuses a
/// log whose count has changed, because keys would have moved.
public final class TopicSetup {
  private static final String FOR_EVER = "-1";
  private static final String ONE_DAY = Long.toString(Duration.ofDays(1).toMillis());
  private static final String ONE_WEEK = Long.toString(Duration.ofDays(7).toMillis());

  /// Names are on `user.events`: they may not outlive the person's wish to be forgotten by long.
  private static final String NAMES_FOR_MS = String.valueOf(Duration.ofDays(30).toMillis());

  private TopicSetup() {}

  /// Creates what is missing; what exists stays as it is.
  ///
  /// @throws ExecutionException if the broker refuses
  /// @throws InterruptedException if interrupted while waiting for the broker
  public static void ensure(Admin admin, int partitions, short replication)
      throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : List.of(AUCTION_LOG, WALLET_LOG, AUCTION_EVENTS, WALLET_EVENTS)) {
      topics.add(topic(topic, partitions, replication));
      topics.add(topic(deadLetters(topic), 1, replication));
    }
    topics.add(topic(USER_EVENTS, partitions, replication, NAMES_FOR_MS));
    topics.add(topic(deadLetters(USER_EVENTS), 1, replication, NAMES_FOR_MS));
    topics.add(topic(AUCTION_ROOTS, 1, replication));
    // Of one person each, and of no use once the auction is over.
    topics.add(topic(AUCTION_NOTICES, partitions, replication, ONE_WEEK));
    topics.add(topic(deadLetters(AUCTION_NOTICES), 1, replication, ONE_WEEK));
    topics.add(
        topic(AUCTION_BIDDERS, partitions, replication)
            .configs(
                Map.of(
                    "message.timestamp.type",
                    "LogAppendTime",
                    "cleanup.policy",
                    "compact",
                    // What is still being written is not compacted: it must not grow for ever.
                    "segment.ms",
                    ONE_DAY)));
    for (var created : admin.createTopics(topics).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static NewTopic topic(String name, int partitions, short replication) {
    return topic(name, partitions, replication, FOR_EVER);
  }

  private static NewTopic topic(
      String name, int partitions, short replication, String retentionMs) {
    return new NewTopic(name, partitions, replication)
        .configs(
            Map.of(
                "message.timestamp.type",
                "LogAppendTime",
                "retention.ms",
                retentionMs,
                "retention.bytes",
                FOR_EVER,
                "cleanup.policy",
                "delete"));
  }
}
