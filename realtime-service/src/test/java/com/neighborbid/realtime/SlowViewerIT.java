package com.neighborbid.realtime;

import static com.neighborbid.realtime.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.realtime.support.Clients;
import com.neighborbid.realtime.support.Clients.Client;
import com.neighborbid.realtime.support.Engine;
import com.neighborbid.realtime.support.Instance;
import com.neighborbid.realtime.support.RawSocket;
import com.neighborbid.realtime.support.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

/// Somebody who does not read.
class SlowViewerIT {
  private static final int STEPS = 3000;
  private static final int PAUSE_EVERY = 100;

  private final Engine engine = Stage.engine();
  private final long auction = Engine.newAuction();

  private Instance instance(String... more) {
    String[] small = {
      "--neighborbid.realtime.sockets.high-water-bytes=65536",
      "--neighborbid.realtime.sockets.send-buffer-bytes=16384",
      "--neighborbid.realtime.sockets.beat=100ms"
    };
    String[] all = java.util.Arrays.copyOf(small, small.length + more.length);
    System.arraycopy(more, 0, all, small.length, more.length);
    return Stage.anotherInstance(all);
  }

  @Test
  void getsTheNewestStateInsteadOfTheBacklogAndDelaysNobody() {
    engine.publish(auction, 1);
    try (Instance instance = instance();
        RawSocket slow = new RawSocket(instance.port(), "/ws/auction/" + auction);
        Client fast = Clients.connect(instance.port(), "/ws/auction/" + auction)) {
      fast.next("snapshot");
      int heard = 2;
      for (int seq = 2; seq <= STEPS; seq++) {
        engine.publish(auction, seq);
        // So he keeps up on a busy machine as well.
        if (seq % PAUSE_EVERY == 0) {
          for (; heard <= seq; heard++) {
            assertThat(fast.next("update").get("seq").asLong()).isEqualTo(heard);
          }
        }
      }
      assertThat(skipped(instance)).isPositive();

      int frames = 0;
      String last;
      do {
        last = slow.next();
        frames++;
      } while (!last.contains("\"seq\":" + STEPS));
      assertThat(last).contains("\"type\":\"snapshot\"");
      assertThat(frames).isLessThan(STEPS / 2);
      engine.publish(auction, STEPS + 1);
      do {
        last = slow.next();
      } while (last.contains("\"type\":\"presence\""));
      assertThat(last).contains("\"type\":\"update\"", "\"seq\":" + (STEPS + 1));
    }
  }

  @Test
  void isClosedWhenHeStaysStuck() {
    engine.publish(auction, 1);
    try (Instance instance = instance("--neighborbid.realtime.sockets.stuck-limit=500ms");
        RawSocket stuck = new RawSocket(instance.port(), "/ws/auction/" + auction)) {
      for (int seq = 2; seq <= STEPS; seq++) {
        engine.publish(auction, seq);
      }
      eventually("stuck closed", () -> closed(instance, "4408") == 1);
      assertThat(stuck.next()).contains("snapshot");
    }
  }

  private static double skipped(Instance instance) {
    return instance
        .bean(MeterRegistry.class)
        .counter("neighborbid.realtime.messages.skipped")
        .count();
  }

  private static double closed(Instance instance, String code) {
    return instance
        .bean(MeterRegistry.class)
        .counter("neighborbid.realtime.closed", "code", code)
        .count();
  }
}
