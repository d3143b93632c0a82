package com.neighborbid.gateway.websocket;

import com.neighborbid.gateway.config.GatewaySettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// All joined connections, so that they can be counted, ended when both ends have been silent for
/// too long (one of them may be gone without a word), and, when the gateway stops, told to come
/// back.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
@Component
final class LiveRelays implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LiveRelays.class);
  private static final int LOOKS_WITHIN_LIMIT = 8;

  private final Map<Channel, Relay.ToViewer> relays = new ConcurrentHashMap<>();
  private final Duration idle;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("idle-relays").daemon().factory());
  private volatile boolean running;

  LiveRelays(MeterRegistry meters, GatewaySettings settings) {
    this.idle = settings.times().idle();
    Gauge.builder("neighborbid.gateway.websockets", relays, Map::size)
        .description("WebSocket connections relayed at this moment")
        .register(meters);
  }

  void add(Channel viewer, Relay.ToViewer relay) {
    relays.put(viewer, relay);
    viewer.closeFuture().addListener(_ -> relays.remove(viewer));
  }

  @Override
  public void start() {
    long period = Math.max(1, idle.toMillis() / LOOKS_WITHIN_LIMIT);
    watch.scheduleWithFixedDelay(this::endIdle, period, period, TimeUnit.MILLISECONDS);
    running = true;
  }

  private void endIdle() {
    long now = System.nanoTime();
    long limit = idle.toNanos();
    relays.forEach(
        (viewer, relay) -> {
          if (relay.isIdle(limit, now)) {
            log.debug("relay ends: silent for {}", idle);
            viewer.eventLoop().execute(relay::sayFarewell);
          }
        });
  }

  @Override
  public void stop() {
    running = false;
    watch.shutdown();
    relays.forEach((viewer, relay) -> viewer.eventLoop().execute(relay::sayFarewell));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the web server stops, which would cut the connections.
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
  }
}
