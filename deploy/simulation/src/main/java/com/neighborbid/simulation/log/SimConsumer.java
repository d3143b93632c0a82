package com.neighborbid.simulation.log;

import com.neighborbid.simulation.fault.Io;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// A member of a group. What a lane uses of a consumer is done here; the rest is not used.
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is one thread
public final class SimConsumer extends MockConsumer<byte[], byte[]> {
  private final Broker broker;
  private final Group group;
  private final String topic;
  private final String member;
  private final int maxRecords;
  private final Io io;
  private final Set<Integer> blocked;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Set<TopicPartition> assigned = new LinkedHashSet<>();
  private final Set<TopicPartition> paused = new LinkedHashSet<>();
  private ConsumerRebalanceListener listener = new Unheard();
  private long generation = -1;
  private int polls;

  private static final class Unheard implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }

  /// @param blocked partitions that deliver nothing now
  public SimConsumer(
      Broker broker,
      Group group,
      String topic,
      String member,
      int maxRecords,
      Io io,
      Set<Integer> blocked) {
    super(OffsetResetStrategy.NONE);
    this.broker = broker;
    this.group = group;
    this.topic = topic;
    this.member = member;
    this.maxRecords = maxRecords;
    this.io = io;
    this.blocked = blocked;
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener heard) {
    listener = heard;
    group.join(member);
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.copyOf(assigned);
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    paused.removeAll(partitions);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    positions.put(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    positions.put(partition, offset.offset());
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return OptionalLong.empty();
  }

  @Override
  public void wakeup() {
    // nobody waits
  }

  @Override
  public void close(Duration timeout) {
    assigned.clear();
  }

  /// Moves the position of every running partition: back, so that records come again, or ahead, so
  /// that some are missing.
  public void move(int by) {
    for (TopicPartition partition : assigned) {
      long end = broker.end(topic, partition.partition());
      positions.computeIfPresent(
          partition, (_, at) -> Math.max(0, Math.min(Math.max(at, end), at + by)));
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return io.run(() -> new KafkaException("the broker is away"), this::delivered);
  }

  private ConsumerRecords<byte[], byte[]> delivered() {
    if (generation != group.generation()) {
      hearOfChange();
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    // A poll brings what is at hand, which is not always as much as it may.
    int left = 1 + (polls++ * 7) % maxRecords;
    for (TopicPartition partition : assigned) {
      if (paused.contains(partition) || blocked.contains(partition.partition()) || left == 0) {
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> next = next(partition, left);
      if (!next.isEmpty()) {
        records.put(partition, next);
        left -= next.size();
      }
    }
    return new ConsumerRecords<>(records);
  }

  private List<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition, int limit) {
    List<Logged> log = broker.log(topic, partition.partition());
    int from = Math.toIntExact(positions.getOrDefault(partition, 0L));
    List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
    for (int i = from; i < log.size() && next.size() < limit; i++) {
      next.add(broker.delivered(log.get(i)));
    }
    positions.put(partition, (long) (from + next.size()));
    return next;
  }

  private void hearOfChange() {
    generation = group.generation();
    List<TopicPartition> lost = List.copyOf(assigned);
    assigned.clear();
    paused.clear();
    if (!lost.isEmpty()) {
      listener.onPartitionsRevoked(lost);
    }
    for (int partition : group.partitionsOf(member)) {
      assigned.add(new TopicPartition(topic, partition));
    }
    listener.onPartitionsAssigned(List.copyOf(assigned));
  }
}
