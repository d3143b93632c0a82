package com.neighborbid.user.delivery;

import com.neighborbid.user.preference.domain.Channel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// How long the queues are, how long their oldest has waited, and how many letters are dead. Read
/// from the database once in a while: the same for every instance.
@Component
class QueueMetrics {
  private static final Logger log = LoggerFactory.getLogger(QueueMetrics.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<Key, Length> lengths = new ConcurrentHashMap<>();

  private record Key(Channel channel, boolean urgent) {}

  /// @param ageSeconds how long the oldest is overdue
  private record Length(long waiting, double ageSeconds, long dead) {}

  QueueMetrics(JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
    this.jdbc = jdbc;
    this.clock = clock;
    for (Channel channel : Channel.values()) {
      for (boolean urgent : new boolean[] {true, false}) {
        register(metrics, new Key(channel, urgent));
      }
    }
  }

  private void register(MeterRegistry metrics, Key key) {
    String[] tags = {"channel", key.channel().id(), "urgent", Boolean.toString(key.urgent())};
    var _ =
        Gauge.builder("neighborbid.deliveries.waiting", () -> length(key).waiting())
            .tags(tags)
            .description("deliveries that wait for their turn or for another attempt")
            .register(metrics);
    var _ =
        Gauge.builder("neighborbid.deliveries.oldest.age", () -> length(key).ageSeconds())
            .tags(tags)
            .baseUnit("seconds")
            .description("how long the delivery that is overdue the longest has been so")
            .register(metrics);
    var _ =
        Gauge.builder("neighborbid.deliveries.dead", () -> length(key).dead())
            .tags(tags)
            .description("dead letters")
            .register(metrics);
  }

  private Length length(Key key) {
    return lengths.getOrDefault(key, new Length(0, 0, 0));
  }

  @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT5S")
  void read() {
    Instant now = clock.instant();
    try {
      Map<Key, Length> found = new ConcurrentHashMap<>();
      jdbc.sql(
              """
              SELECT channel, urgent, count(*) FILTER (WHERE status = 'WAITING') AS waiting,
                     min(due_at) FILTER (WHERE status = 'WAITING') AS oldest,
                     count(*) FILTER (WHERE status = 'DEAD') AS dead
              FROM deliveries WHERE status = 'WAITING' OR status = 'DEAD' GROUP BY channel, urgent
              """)
          .query(
              (row, _) -> {
                var oldest = row.getTimestamp("oldest");
                double age =
                    oldest == null
                        ? 0
                        : Math.max(0, Duration.between(oldest.toInstant(), now).toMillis() / 1e3);
                return Map.entry(
                    new Key(Channel.valueOf(row.getString("channel")), row.getBoolean("urgent")),
                    new Length(row.getLong("waiting"), age, row.getLong("dead")));
              })
          .list()
          .forEach(one -> found.put(one.getKey(), one.getValue()));
      lengths.keySet().retainAll(found.keySet());
      lengths.putAll(found);
    } catch (DataAccessException e) {
      log.debug("the queues cannot be measured now", e);
    }
  }
}
