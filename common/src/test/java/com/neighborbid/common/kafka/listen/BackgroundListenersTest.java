package com.neighborbid.common.kafka.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class BackgroundListenersTest {
  /// Of a broker whose name becomes known at the third attempt.
  private static final class Consumers extends DefaultKafkaConsumerFactory<String, String> {
    private final AtomicInteger asked = new AtomicInteger();

    Consumers() {
      super(java.util.Map.of("group.id", "test"));
    }

    @Override
    protected Consumer<String, String> createRawConsumer(
        java.util.Map<String, Object> configProps) {
      if (asked.incrementAndGet() < 3) {
        throw new KafkaException("no resolvable bootstrap urls");
      }
      return new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    }
  }

  @Test
  void startsAListenerOnceItsConsumerCanBeMade() {
    Consumers consumers = new Consumers();
    ConcurrentMessageListenerContainer<String, String> container = container(consumers);
    BackgroundListeners listeners =
        new BackgroundListeners(() -> List.of(container), Duration.ofMillis(1));
    listeners.start();
    try {
      assertThat(
              Waiting.until(
                  Duration.ofSeconds(10),
                  () -> consumers.asked.get() == 3 && container.isRunning()))
          .isTrue();
    } finally {
      listeners.stop();
      container.stop();
    }
    assertThat(listeners.isRunning()).isFalse();
  }

  @Test
  void aListenerThatCannotStartDoesNotHoldUpTheOthersNorTheStop() {
    ConcurrentMessageListenerContainer<String, String> never =
        container(
            new DefaultKafkaConsumerFactory<>(java.util.Map.of("group.id", "test")) {
              @Override
              protected Consumer<String, String> createRawConsumer(
                  java.util.Map<String, Object> configProps) {
                throw new KafkaException("no resolvable bootstrap urls");
              }
            });
    Consumers consumers = new Consumers();
    ConcurrentMessageListenerContainer<String, String> later = container(consumers);
    BackgroundListeners listeners =
        new BackgroundListeners(() -> List.of(never, later), Duration.ofMillis(1));
    listeners.start();
    try {
      assertThat(Waiting.until(Duration.ofSeconds(10), later::isRunning)).isTrue();
    } finally {
      listeners.stop();
      later.stop();
    }
    assertThat(never.isRunning()).isFalse();
  }

  private static ConcurrentMessageListenerContainer<String, String> container(
      DefaultKafkaConsumerFactory<String, String> consumers) {
    ContainerProperties properties = new ContainerProperties("topic");
    properties.setMissingTopicsFatal(false);
    properties.setMessageListener((MessageListener<String, String>) _ -> {});
    return new ConcurrentMessageListenerContainer<>(consumers, properties);
  }
}
