package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.LaneWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.CountingEngine.Hooks;
import com.neighborbid.common.lane.LaneWorld.Member;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Owners that die, freeze and wake up when somebody else has taken over.
class LaneFaultIT {
  /// Holds up whoever comes by, once armed, until it is released.
  private static final class Gate {
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    void pass() {
      if (armed.compareAndSet(true, false)) {
        arrived.countDown();
        try {
          released.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    }

    boolean held() {
      return arrived.getCount() == 0;
    }
  }

  @Test
  void sendsWhatAKilledOwnerHasCommittedAndNotSent() {
    Gate gate = new Gate();
    try (LaneWorld world = new LaneWorld(1)) {
      Member killed = world.startAndOwn("a", atCommit(gate));
      world.appendMany(30);
      world.assertSound(30);
      gate.armed.set(true);
      world.append("k1", "1");
      eventually(gate::held);
      assertThat(world.number("select outbox_seq - kafka_sent from lane")).isPositive();

      world.evict(killed);
      world.startAndOwn("b");
      world.appendMany(30);
      world.assertSound(61);
      assertThat(world.all(world.out)).hasSize(61);

      gate.released.countDown();
      eventually(() -> world.all(world.out).size() > 61 || !killed.inPhase("RUNNING").isEmpty());
      world.assertSound(61); // what it sends late is a repeat that everybody recognises
    }
  }

  @Test
  void decidesNothingFromAFrozenOwnersOldEpoch() {
    Gate gate = new Gate();
    try (LaneWorld world = new LaneWorld(1)) {
      Member frozen = world.start("a", new Hooks(), beforeConnection(gate));
      eventually(() -> frozen.inPhase("RUNNING").size() == 1);
      world.appendMany(20);
      world.assertSound(20);
      eventually(() -> world.number("select outbox_seq - redis_sent from lane") == 0);
      gate.armed.set(true); // the next thing it wants from the database is to decide
      world.append("k1", "1");
      eventually(gate::held);

      world.evict(frozen);
      world.startAndOwn("b");
      world.awaitDecided(21);
      world.append("k1", "1");
      world.awaitDecided(22);
      gate.released.countDown();

      eventually(() -> frozen.count("lane.fenced") >= 1);
      world.appendMany(20);
      world.assertSound(42);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
    }
  }

  @Test
  void takesOverFromAnOwnerFrozenInsideItsTransaction() {
    Gate gate = new Gate();
    Hooks inside =
        new Hooks() {
          @Override
          void inTransaction() {
            gate.pass();
          }
        };
    try (LaneWorld world = new LaneWorld(1)) {
      Member frozen = world.startAndOwn("a", inside);
      gate.armed.set(true);
      world.appendMany(10);
      eventually(gate::held);

      world.evict(frozen);
      world.startAndOwn("b"); // once the database has ended the frozen transaction
      world.awaitDecided(10);
      gate.released.countDown();

      eventually(() -> frozen.count("lane.failures") >= 1);
      world.appendMany(10);
      world.assertSound(20);
    }
  }

  @Test
  void survivesOwnersThatComeAndGo() {
    try (LaneWorld world = new LaneWorld(4)) {
      Member first = world.start("a");
      world.appendMany(100);
      Member second = world.start("b");
      world.appendMany(100);
      eventually(() -> !second.inPhase("RUNNING").isEmpty());
      first.close();
      world.appendMany(100);
      world.start("c");
      world.appendMany(100);
      world.evict(second);
      world.appendMany(100);
      world.assertSound(500);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
    }
  }

  private static Hooks atCommit(Gate gate) {
    return new Hooks() {
      @Override
      void committed() {
        gate.pass();
      }
    };
  }

  private static UnaryOperator<DataSource> beforeConnection(Gate gate) {
    return pool ->
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("getConnection")
                      && !Thread.currentThread().getName().contains("beside")) {
                    gate.pass();
                  }
                  return method.invoke(pool, arguments);
                });
  }
}
