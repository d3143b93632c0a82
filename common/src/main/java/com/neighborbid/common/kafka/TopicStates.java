package com.neighborbid.common.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Asks which topic it is that has a name now, and how far it goes: one that was lost and made anew
/// has another id, one whose last records were lost ends earlier.
public final class TopicStates implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String bootstrap;
  private final String clientId;

  /// Made when it is needed: where the broker's name is not known yet, making it fails.
  private @Nullable Admin admin;

  /// @param ends the offset after the last record, of every partition
  public record State(String id, List<Long> ends) {
    public State {
      ends = List.copyOf(ends);
    }

    /// Whether `later` can be this topic some time afterwards, with all that it had.
    public boolean isKeptBy(State later) {
      if (!id.equals(later.id) || ends.size() != later.ends.size()) {
        return false;
      }
      for (int partition = 0; partition < ends.size(); partition++) {
        if (later.ends.get(partition) < ends.get(partition)) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param bootstrap Kafka's address; need not be reachable now
  public TopicStates(String bootstrap, String clientId) {
    this.bootstrap = bootstrap;
    this.clientId = clientId;
  }

  /// For whoever has more to ask.
  ///
  /// @throws KafkaException while the broker's name is not known
  public synchronized Admin admin() {
    Admin made = admin;
    if (made == null) {
      made =
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  AdminClientConfig.CLIENT_ID_CONFIG,
                  clientId,
                  AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                  500,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) LIMIT.toMillis(),
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  3_000));
      admin = made;
    }
    return made;
  }

  /// Empty where there is no such topic.
  ///
  /// @throws KafkaException if the broker does not answer within some seconds
  public Optional<State> of(String topic) throws InterruptedException {
    try {
      TopicDescription description =
          Objects.requireNonNull(
                  admin().describeTopics(List.of(topic)).topicNameValues().get(topic))
              .get();
      Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
      description
          .partitions()
          .forEach(
              one -> latest.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
      var answers = admin().listOffsets(latest);
      List<Long> ends = new ArrayList<>();
      for (TopicPartition partition : latest.keySet()) {
        ends.add(answers.partitionResult(partition).get().offset());
      }
      return Optional.of(new State(description.topicId().toString(), ends));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new KafkaException("nothing is known of " + topic, e.getCause());
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
