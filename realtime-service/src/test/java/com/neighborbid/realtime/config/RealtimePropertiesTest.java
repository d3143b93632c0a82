package com.neighborbid.realtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.realtime.netty.SocketSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RealtimePropertiesTest {
  private static RealtimeProperties bind(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "neighborbid.realtime.port", "8084",
                "neighborbid.realtime.instance", "one",
                "neighborbid.realtime.kafka", "k:1",
                "neighborbid.realtime.redis", "r:1",
                "neighborbid.realtime.auction-url", "http://a"));
    all.putAll(more);
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("neighborbid.realtime", RealtimeProperties.class)
        .get();
  }

  @Test
  void hasTheDefaultsOfTheContract() {
    RealtimeProperties properties = bind(Map.of());
    SocketSettings sockets = properties.sockets().settings(properties.limits());
    assertThat(sockets.pingWhenIdle()).isEqualTo(Duration.ofSeconds(25));
    assertThat(sockets.deadWhenSilent()).isEqualTo(Duration.ofSeconds(60));
    assertThat(sockets.stuckLimit()).isEqualTo(Duration.ofSeconds(15));
    assertThat(sockets.tokenGrace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(sockets.announcedLimit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(sockets.mostMessages()).isEqualTo(100);
    assertThat(sockets.highWaterBytes()).isEqualTo(256 * 1024);
    assertThat(properties.bids().settings().askAfter()).isEqualTo(Duration.ofMillis(250));
    assertThat(properties.rooms().settings().history()).isEqualTo(128);
    assertThat(properties.allowedOrigins())
        .containsExactly("http://localhost:8080", "http://127.0.0.1:8080");
  }

  @Test
  void limitsNobodyWhereLimitsAreOff() {
    RealtimeProperties properties = bind(Map.of("neighborbid.realtime.limits", "off"));
    SocketSettings sockets = properties.sockets().settings(properties.limits());
    assertThat(sockets.mostMessages()).isZero();
    assertThat(sockets.mostBidsInFlight()).isZero();
  }

  @Test
  void refusesWhatIsNoDuration() {
    assertThatThrownBy(() -> bind(Map.of("neighborbid.realtime.rooms.linger", "soon")))
        .hasMessageContaining("neighborbid.realtime.rooms");
  }
}
