package com.neighborbid.user.delivery;

import com.neighborbid.user.delivery.WakeUps.Bell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// A worker for each queue. They share nothing but the connection pool, so that one channel's
/// outage or one queue's million waits in nobody else's way.
@Component
class Workers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private final OfferedHere offered;
  private final Queue.Tools tools;
  private final WakeUps wakeUps;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  Workers(
      OfferedHere offered,
      DeliveryTable table,
      Letters letters,
      DeliveryProperties properties,
      WakeUps wakeUps,
      Clock clock,
      RandomGenerator secureRandom,
      MeterRegistry metrics) {
    this.offered = offered;
    this.tools = new Queue.Tools(table, letters, properties, clock, secureRandom, metrics);
    this.wakeUps = wakeUps;
  }

  @Override
  public void start() {
    running = true;
    for (Sender sender : offered.senders().values()) {
      for (boolean urgent : new boolean[] {true, false}) {
        Queue queue = new Queue(sender, urgent, tools);
        Bell bell = wakeUps.add();
        threads.add(
            Thread.ofVirtual().name("deliver-" + queue.name()).start(() -> run(queue, bell)));
      }
    }
  }

  private void run(Queue queue, Bell bell) {
    boolean failing = false;
    while (running) {
      try {
        boolean more = queue.round();
        if (failing) {
          failing = false;
          log.info("Deliveries of {} go on", queue.name());
        }
        if (!more) {
          bell.await(tools.properties().poll());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (!failing) {
          failing = true;
          log.warn("Deliveries of {} wait: {}", queue.name(), e.toString());
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(tools.properties().poll());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is being sent should end: otherwise nobody would know whether it arrived.
  @Override
  public void stop() {
    running = false;
    wakeUps.ring();
    try {
      for (Thread thread : threads) {
        if (!thread.join(STOP_LIMIT)) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
