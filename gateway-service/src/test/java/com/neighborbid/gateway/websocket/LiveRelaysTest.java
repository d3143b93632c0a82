package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRelaysTest {

  private static final Duration IDLE = Duration.ofMillis(400);

  private final LiveRelays relays =
      new LiveRelays(
          new SimpleMeterRegistry(),
          Settings.of(Map.of("neighborbid.times.idle", IDLE.toMillis() + "ms")));
  private final EmbeddedChannel viewer = new EmbeddedChannel();
  private final EmbeddedChannel upstream = new EmbeddedChannel();

  private void join() {
    Pulse pulse = new Pulse();
    Relay.ToViewer toViewer = new Relay.ToViewer(viewer, pulse);
    viewer.pipeline().addLast(HandshakeEntry.RELAY, new Relay(upstream, pulse));
    upstream.pipeline().addLast(HandshakeEntry.RELAY, toViewer);
    relays.add(viewer, toViewer);
    relays.start();
  }

  @AfterEach
  void stop() {
    relays.stop();
    viewer.finishAndReleaseAll();
    upstream.finishAndReleaseAll();
  }

  @Test
  void aRelayOnWhichNobodySpeaksIsEnded() {
    join();
    await().until(() -> farewell());
    await()
        .until(
            () -> {
              viewer.runPendingTasks();
              viewer.runScheduledPendingTasks();
              return !viewer.isOpen();
            });
  }

  @Test
  void aWordFromEitherEndKeepsIt() {
    join();
    long end = System.nanoTime() + 3 * IDLE.toNanos();
    boolean[] fromViewer = {false};
    await()
        .pollInterval(IDLE.dividedBy(8))
        .until(
            () -> {
              fromViewer[0] = !fromViewer[0];
              (fromViewer[0] ? viewer : upstream).writeInbound(Unpooled.buffer().writeZero(1));
              viewer.runPendingTasks();
              return System.nanoTime() - end > 0;
            });
    assertThat(viewer.isOpen()).isTrue();
    assertThat(viewer.pipeline().get(HandshakeEntry.RELAY)).isNotNull();
  }

  private boolean farewell() {
    viewer.runPendingTasks();
    ByteBuf said = viewer.readOutbound();
    return said != null && said.getUnsignedShort(2) == 1012;
  }
}
