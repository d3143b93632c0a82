package com.neighborbid.chaos.stack;

import com.neighborbid.local.ServiceProcess;
import com.neighborbid.local.StackException;
import com.neighborbid.servers.KafkaServer;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.ServerException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// One process that can be broken: a service's instance or a server.
///
/// As in production somebody starts again what has ended by itself: whether it shall run is
/// remembered, see [#revive()].
public final class Unit {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /// What can be done to a process.
  private record Handle(
      Runnable start,
      Runnable stop,
      Runnable kill,
      Runnable freeze,
      Runnable resume,
      BooleanSupplier alive,
      LongSupplier pid) {}

  private final String name;
  private final boolean server;
  private final Handle handle;
  private boolean wanted = true;
  private volatile boolean left;

  private Unit(String name, boolean server, Handle handle) {
    this.name = name;
    this.server = server;
    this.handle = handle;
  }

  static Unit of(ServiceProcess service) {
    return new Unit(
        service.instance(),
        false,
        new Handle(
            service::start,
            service::stop,
            service::kill,
            service::freeze,
            service::resume,
            service::isAlive,
            service::pid));
  }

  static Unit of(PostgresServer postgres) {
    return new Unit(
        "PostgreSQL",
        true,
        new Handle(
            postgres::start,
            postgres::stop,
            postgres::kill,
            postgres.process()::freeze,
            postgres.process()::resume,
            postgres.process()::isAlive,
            postgres::pid));
  }

  static Unit of(KafkaServer kafka) {
    return new Unit(
        "Kafka",
        true,
        new Handle(
            kafka::start,
            kafka::stop,
            kafka::kill,
            kafka.process()::freeze,
            kafka.process()::resume,
            kafka.process()::isAlive,
            kafka::pid));
  }

  static Unit of(RedisServer redis) {
    return new Unit(
        "Redis",
        true,
        new Handle(
            redis::start,
            redis::stop,
            redis::kill,
            redis.process()::freeze,
            redis.process()::resume,
            redis.process()::isAlive,
            redis::pid));
  }

  /// Such as `auction`, `auction-2` or `Kafka`.
  public String name() {
    return name;
  }

  /// Whether it is PostgreSQL, Kafka or Redis.
  public boolean isServer() {
    return server;
  }

  /// SIGKILL.
  public synchronized void kill() {
    wanted = false;
    handle.kill().run();
  }

  /// SIGTERM, and the time to end in order.
  public synchronized void stop() {
    wanted = false;
    handle.stop().run();
  }

  /// Starts it and returns when it is ready. Where it gives up, because what it needs is not there
  /// yet, it is started again.
  ///
  /// @throws IllegalStateException if that goes on for minutes
  public synchronized void start() {
    wanted = true;
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!left) {
      try {
        if (!handle.alive().getAsBoolean()) {
          handle.start().run();
        }
        return;
      } catch (StackException | ServerException e) {
        if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException(name + " does not start", e);
        }
      }
    }
  }

  /// From now on it is not started.
  void leave() {
    left = true;
  }

  /// Stops what was being started when it was left.
  synchronized void stopIfStarted() {
    if (isAlive()) {
      handle.stop().run();
    }
  }

  /// SIGSTOP.
  public void freeze() {
    handle.freeze().run();
  }

  /// SIGCONT; nothing where it has ended.
  public void resume() {
    if (isAlive()) {
      handle.resume().run();
    }
  }

  public boolean isAlive() {
    return handle.alive().getAsBoolean();
  }

  public long pid() {
    return handle.pid().getAsLong();
  }

  /// It ends by itself: it is not to be started before [#start()].
  public synchronized void endsByItself() {
    wanted = false;
  }

  /// Starts it where it has ended although nobody ended it; answers whether that was so.
  synchronized boolean revive() {
    if (!wanted || isAlive()) {
      return false;
    }
    start();
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
