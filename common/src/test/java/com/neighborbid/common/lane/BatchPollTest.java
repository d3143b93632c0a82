package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchPollTest {
  private static final String TOPIC = "auction.log";
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(OffsetResetStrategy.EARLIEST);
  private final BatchPoll polls = new BatchPoll(consumer);

  @BeforeEach
  void twoPartitionsFromTheirBeginning() {
    List<TopicPartition> partitions = List.of(partition(0), partition(1));
    consumer.assign(partitions);
    consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
  }

  @Test
  void whatComesAfterSilenceIsDecidedAtOnce() {
    eachPollBrings(List.of(record(0, 0)), List.of(record(0, 1)));

    assertThat(offsets(polls.next())).isEqualTo(Map.of(0, List.of(0L)));
  }

  @Test
  void underLoadWhatCameDuringABatchIsDecidedInTheNext() {
    eachPollBrings(
        List.of(record(0, 0)), List.of(record(0, 1)), List.of(record(0, 2), record(1, 0)));

    polls.next();

    assertThat(offsets(polls.next())).isEqualTo(Map.of(0, List.of(1L, 2L), 1, List.of(0L)));
  }

  @Test
  void withNothingToDecideNothingMoreIsWaitedFor() {
    eachPollBrings(List.of(record(0, 0)), List.of(), List.of(record(0, 1)), List.of(record(0, 2)));

    polls.next();

    assertThat(polls.next()).isEmpty();
    assertThat(offsets(polls.next())).isEqualTo(Map.of(0, List.of(1L)));
  }

  @SafeVarargs
  private void eachPollBrings(List<ConsumerRecord<byte[], byte[]>>... polled) {
    for (List<ConsumerRecord<byte[], byte[]>> records : polled) {
      consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
    }
  }

  private static Map<Integer, List<Long>> offsets(
      Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records) {
    return records.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().map(ConsumerRecord::offset).toList()));
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], new byte[0]);
  }
}
