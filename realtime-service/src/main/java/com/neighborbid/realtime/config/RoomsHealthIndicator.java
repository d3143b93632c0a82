package com.neighborbid.realtime.config;

import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.room.Rooms;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/// What an operator wants to see at a glance. Redis or the log being away does not make this
/// process sick: sockets stay, and a restart would help nobody.
@Component
class RoomsHealthIndicator implements HealthIndicator {
  private final Rooms rooms;
  private final RealtimeMetrics metrics;
  private final Subscriber subscriber;
  private final LogAppender appender;

  RoomsHealthIndicator(
      Rooms rooms, RealtimeMetrics metrics, Subscriber subscriber, LogAppender appender) {
    this.rooms = rooms;
    this.metrics = metrics;
    this.subscriber = subscriber;
    this.appender = appender;
  }

  @Override
  public Health health() {
    return Health.up()
        .withDetail("connections", metrics.connections())
        .withDetail("rooms", rooms.size())
        .withDetail("redis", subscriber.available() ? "connected" : "away")
        .withDetail("log", appender.available() ? "connected" : "away")
        .build();
  }
}
