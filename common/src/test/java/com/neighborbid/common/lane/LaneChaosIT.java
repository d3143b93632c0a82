package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.CountingEngine.Hooks;
import com.neighborbid.common.lane.LaneWorld.Member;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commits that fail, and commits that succeed without the owner hearing of it, while owners come,
/// go and are thrown out: all at moments that the seed decides.
class LaneChaosIT {
  private static final int FAULTS = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decidesOnceAndSaysInOrderWhateverBecomesOfACommit(long seed) {
    Random random = new Random(seed);
    AtomicInteger faults = new AtomicInteger(FAULTS);
    UnaryOperator<DataSource> faulty = pool -> faulty(pool, new Random(seed), faults);
    try (LaneWorld world = new LaneWorld(3)) {
      Member[] members = new Member[3];
      int records = 0;
      for (int step = 0; step < 30; step++) {
        int who = random.nextInt(members.length);
        Member member = members[who];
        if (member == null) {
          members[who] = world.start("m" + who + "-" + step, new Hooks(), faulty);
        } else if (random.nextInt(4) == 0) {
          member.close();
          members[who] = null;
        } else if (random.nextInt(4) == 0) {
          world.evictIfMember(member);
        }
        int count = random.nextInt(30);
        world.appendMany(count);
        records += count;
        int soFar = records;
        LaneWorld.briefly(() -> world.decided() >= soFar);
      }
      world.start("last");
      world.assertSound(records);
      assertThat(world.number("select count(*) from lane_skipped")).isZero();
      assertThat(world.stopReasons()).isEmpty();
      assertThat(faults).hasValueLessThan(FAULTS - 5);
    }
  }

  private static DataSource faulty(DataSource pool, Random random, AtomicInteger faults) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = method.invoke(pool, arguments);
          return result instanceof Connection connection
              ? faulty(connection, random, faults)
              : result;
        });
  }

  private static Connection faulty(Connection real, Random random, AtomicInteger faults) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (!method.getName().equals("commit") || !lane() || random.nextInt(3) != 0) {
            return method.invoke(real, arguments);
          }
          if (faults.getAndDecrement() <= 0) {
            return method.invoke(real, arguments);
          }
          if (random.nextBoolean()) {
            method.invoke(real, arguments);
            throw new SQLException("the answer to the commit was lost", "08006");
          }
          throw new SQLException("the commit failed", "40001");
        });
  }

  private static boolean lane() {
    return !Thread.currentThread().getName().contains("beside");
  }

  private interface Handler {
    Object handle(java.lang.reflect.Method method, Object[] arguments)
        throws ReflectiveOperationException, SQLException;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return handler.handle(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
