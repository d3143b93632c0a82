package com.neighborbid.common.kafka.listen;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Starts listeners in the background, until all run.
///
/// A consumer cannot be made while no name of a broker resolves. A container that starts with the
/// context would end the service with that; one that is set not to (`autoStartup` false) waits for
/// us, and the service is there meanwhile.
public final class BackgroundListeners implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(BackgroundListeners.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Supplier<? extends Collection<? extends MessageListenerContainer>> containers;
  private final Duration pause;
  private volatile @Nullable Thread thread;

  /// @param containers asked when we start: they may be made late
  /// @param pause between two attempts
  public BackgroundListeners(
      Supplier<? extends Collection<? extends MessageListenerContainer>> containers,
      Duration pause) {
    this.containers = containers;
    this.pause = pause;
  }

  @Override
  public void start() {
    // Unstarted first: the thread looks at the field, which must be set when it runs.
    Thread made = Thread.ofVirtual().name("listeners-start").unstarted(this::run);
    thread = made;
    made.start();
  }

  private void run() {
    boolean told = false;
    try {
      while (isRunning() && !startAll(told)) {
        told = true;
        Thread.sleep(pause); // nothing tells when a name is known
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startAll(boolean told) {
    boolean all = true;
    for (MessageListenerContainer container : containers.get()) {
      try {
        container.start();
      } catch (RuntimeException e) {
        all = false;
        // It thinks that it runs, and would not start again.
        container.stop(() -> log.debug("{} has not started", container.getListenerId()));
        if (!told) {
          log.warn("{} will listen when it can: {}", container.getListenerId(), e.toString());
        }
      }
    }
    return all;
  }

  /// Before the containers themselves stop.
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        var _ = running.join(STOP_LIMIT);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
