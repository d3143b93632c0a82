package com.neighborbid.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.kafka.LogAppender.Appended;
import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.Waiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAppenderIT {
  private static final byte[] VALUE = "{}".getBytes(StandardCharsets.UTF_8);
  @TempDir Path folder;
  private KafkaServer kafka;

  @BeforeEach
  void startKafka() throws Exception {
    List<Integer> ports = Ports.free(2);
    kafka =
        new KafkaServer(
            new KafkaServer.Settings(
                ports.get(0), ports.get(1), folder.resolve("kafka"), folder.resolve("kafka.log")));
    kafka.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      TopicSetup.ensure(admin, 4, (short) 1);
      TopicSetup.ensure(admin, 8, (short) 1); // what exists stays as it is
      assertThat(
              admin
                  .describeTopics(List.of("auction.log"))
                  .allTopicNames()
                  .get(10, TimeUnit.SECONDS)
                  .get("auction.log")
                  .partitions())
          .hasSize(4);
    }
  }

  @AfterEach
  void stopKafka() {
    kafka.stop();
  }

  @Test
  void saysWhatIsCertainWhileTheLogIsAwayAndGoesOnAfterwards() throws Exception {
    try (LogAppender appender = new LogAppender(kafka.bootstrap(), "/test", Clock.systemUTC())) {
      Appended first = append(appender).get(20, TimeUnit.SECONDS);
      assertThat(append(appender).get(20, TimeUnit.SECONDS).offset()).isEqualTo(first.offset() + 1);
      assertThat(first.logTimeMs())
          .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(20_000L));

      kafka.kill();
      CompletableFuture<Appended> unknown = append(appender);
      eventually(() -> !appender.available());
      long asked = System.nanoTime();
      assertThatThrownBy(() -> append(appender)).isInstanceOf(LogUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
      // Once it was given up after 20 s, and the bid lost that somebody had a 202 for: a broker
      // that
      // was killed may take longer to be back.
      assertThat(Waiting.until(Duration.ofSeconds(22), unknown::isDone)).isFalse();

      kafka.start();
      eventually(() -> appender.available());
      assertThat(append(appender).get(20, TimeUnit.SECONDS).offset())
          .isEqualTo(unknown.get(1, TimeUnit.SECONDS).offset() + 1);
    }
  }

  @Test
  void isCertainThatNothingWasSentToALogItNeverReached() {
    kafka.kill();
    try (LogAppender appender = new LogAppender(kafka.bootstrap(), "/test", Clock.systemUTC())) {
      long asked = System.nanoTime();
      assertThatThrownBy(() -> append(appender)).isInstanceOf(LogUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
      assertThat(appender.available()).isTrue();
    }
  }

  private static CompletableFuture<Appended> append(LogAppender appender) {
    return appender.append("auction.log", 41, "auction.PlaceBid.v1", "id", VALUE);
  }

  private static void eventually(java.util.function.BooleanSupplier condition) {
    assertThat(Waiting.until(Duration.ofSeconds(40), condition)).isTrue();
  }
}
