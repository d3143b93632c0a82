package com.neighborbid.gateway.websocket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// All joined connections, so that they can be counted and, when the gateway stops, told to come
/// back.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
@Component
final class LiveRelays implements SmartLifecycle {

  private final Map<Channel, Relay.ToViewer> relays = new ConcurrentHashMap<>();
  private volatile boolean running;

  LiveRelays(MeterRegistry meters) {
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
    running = true;
  }

  @Override
  public void stop() {
    running = false;
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
