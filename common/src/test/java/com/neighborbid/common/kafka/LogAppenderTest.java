package com.neighborbid.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.servers.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogAppenderTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  /// A label may have 63 characters, so that this one is unknown without asking anybody.
  private static final String NO_NAME = "n".repeat(70);

  /// A producer that answers what a test has planned when it is asked for a topic's places.
  private static final class Planned extends MockProducer<byte[], byte[]> {
    private final Deque<RuntimeException> failures = new ConcurrentLinkedDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    Planned(RuntimeException... failures) {
      super(true, new ByteArraySerializer(), new ByteArraySerializer());
      this.failures.addAll(List.of(failures));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      asked.add(topic);
      RuntimeException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return List.of();
    }
  }

  @Test
  void asksForTheTopicsPlacesAheadUntilTheyAreKnown() {
    Planned producer = new Planned(new TimeoutException("not yet"), new TimeoutException("still"));
    try (LogAppender appender = appender(() -> producer).connecting("auction.log", "wallet.log")) {
      await(() -> producer.asked.size() == 4);
      assertThat(producer.asked)
          .containsExactly("auction.log", "auction.log", "auction.log", "wallet.log");
      assertThat(appender.available()).isTrue();
    }
  }

  @Test
  void doesNotAskAgainWhatAskingWillNotChange() {
    Planned producer = new Planned(new KafkaException("not allowed"));
    try (LogAppender _ = appender(() -> producer).connecting("auction.log", "wallet.log")) {
      await(() -> producer.asked.contains("wallet.log"));
      assertThat(producer.asked).containsExactly("auction.log", "wallet.log");
    }
  }

  @Test
  void refusesUntilANameOfTheBrokersIsKnownAndAppendsThen() throws Exception {
    Deque<RuntimeException> unknown =
        new ArrayDeque<>(List.of(nameUnknown(), nameUnknown(), nameUnknown()));
    Planned producer = new Planned();
    Object gate = new Object();
    Supplier<Producer<byte[], byte[]>> producers =
        () -> {
          synchronized (gate) {
            if (!unknown.isEmpty()) {
              throw unknown.poll();
            }
            return producer;
          }
        };
    LogAppender made;
    synchronized (gate) {
      made = appender(producers);
      assertThatThrownBy(() -> append(made)).isInstanceOf(LogUnavailableException.class);
    }
    try (LogAppender appender = made.connecting("auction.log")) {
      await(() -> producer.asked.contains("auction.log"));
      assertThat(unknown).isEmpty();
      append(appender).get(5, TimeUnit.SECONDS);
      assertThat(producer.history()).hasSize(1);
    }
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void doesNotStartWithSettingsThatStayWrong() {
    assertThatThrownBy(
            () ->
                appender(
                    () -> {
                      throw new KafkaException(
                          "x", new ConfigException("Invalid url in bootstrap"));
                    }))
        .isInstanceOf(KafkaException.class);
  }

  /// The client's own words, on which the appender goes.
  @Test
  void knowsTheClientsWordsForAnUnknownName() {
    try (LogAppender appender = new LogAppender(NO_NAME + ":9092", "/test", Clock.systemUTC())) {
      assertThatThrownBy(() -> append(appender))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("name");
    }
  }

  private static KafkaException nameUnknown() {
    return new KafkaException(
        "Failed to construct kafka producer",
        new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));
  }

  private static LogAppender appender(Supplier<Producer<byte[], byte[]>> producers) {
    return new LogAppender(producers, "/test", Clock.systemUTC(), PAUSE);
  }

  private static java.util.concurrent.CompletableFuture<LogAppender.Appended> append(
      LogAppender appender) {
    return appender.append("auction.log", 41, "auction.PlaceBid.v1", "id", new byte[] {1});
  }

  private static void await(BooleanSupplier condition) {
    assertThat(Waiting.until(Duration.ofSeconds(10), condition)).isTrue();
  }
}
