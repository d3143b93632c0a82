package com.neighborbid.chaos.fault;

import com.neighborbid.chaos.stack.ChaosStack;
import com.neighborbid.chaos.stack.TcpProxy.Mode;
import com.neighborbid.chaos.stack.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Damages and mends the stack.
public final class Faults implements Breaker {
  private static final Duration NOTICED = Duration.ofSeconds(10);

  private final ChaosStack stack;

  public Faults(ChaosStack stack) {
    this.stack = stack;
  }

  @Override
  public void damage(Fault fault) throws InterruptedException {
    switch (fault) {
      case Fault.Kill(List<Unit> units, Duration _) -> atOnce(units, Unit::kill);
      case Fault.KillAll _ -> atOnce(stack.units(), Unit::kill);
      case Fault.Rolling _ -> rolling();
      case Fault.Freeze(Unit unit, Duration _) -> unit.freeze();
      case Fault.Disturb disturb -> disturb.link().proxy().set(disturb.how());
      case Fault.Reset(var link) -> link.proxy().reset();
      case Fault.FullLog(Unit kafka, Duration _) -> fill(kafka);
      case Fault.Others _ -> {
        // It is not ours.
      }
    }
    Thread.sleep(fault.lasting());
  }

  @Override
  public void mend(Fault fault) {
    switch (fault) {
      case Fault.Kill(List<Unit> units, Duration _) -> startInOrder(units);
      case Fault.KillAll _ -> startInOrder(stack.units());
      case Fault.Rolling _, Fault.Reset _, Fault.Others _ -> {
        // There is nothing to mend.
      }
      case Fault.Freeze(Unit unit, Duration _) -> unit.resume();
      case Fault.Disturb disturb -> disturb.link().proxy().set(Mode.OPEN);
      case Fault.FullLog(Unit kafka, Duration _) -> {
        kafka.kill();
        kafka.start();
      }
    }
  }

  private void rolling() {
    for (Unit unit : stack.units()) {
      if (!unit.isServer()) {
        unit.stop();
        unit.start();
      }
    }
  }

  /// As `make run` does: first the servers, then the services, each group at once.
  private static void startInOrder(List<Unit> units) {
    atOnce(units.stream().filter(Unit::isServer).toList(), Unit::start);
    atOnce(units.stream().filter(unit -> !unit.isServer()).toList(), Unit::start);
  }

  private interface Action {
    void on(Unit unit);
  }

  private static void atOnce(List<Unit> units, Action action) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running =
          units.stream().map(unit -> threads.submit(() -> action.on(unit))).toList();
      for (var one : running) {
        try {
          one.get();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  /// Lets no file of the broker grow beyond the size of its largest segment now: the next record
  /// that does not fit fails as on a full disk. A broker that cannot write its log ends itself;
  /// with the next process the limit is gone.
  private void fill(Unit kafka) throws InterruptedException {
    kafka.endsByItself();
    try {
      int code =
          new ProcessBuilder(
                  "prlimit", "--pid", "" + kafka.pid(), "--fsize=" + largest(stack.kafkaLogs()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("prlimit ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot limit the files of Kafka", e);
    }
    long end = System.nanoTime() + NOTICED.toNanos();
    while (kafka.isAlive() && System.nanoTime() - end < 0) {
      Thread.sleep(50);
    }
  }

  private static long largest(Path logs) throws IOException {
    try (Stream<Path> files = Files.walk(logs)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .max()
          .orElse(1);
    }
  }
}
