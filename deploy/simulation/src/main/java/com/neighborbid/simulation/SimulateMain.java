package com.neighborbid.simulation;

import com.neighborbid.common.lane.LaneTurns;
import com.neighborbid.simulation.fault.Io;
import com.neighborbid.simulation.mutation.Mutation;
import com.neighborbid.simulation.world.Op;
import java.util.Properties;
import java.util.TreeMap;

/// `make simulate`: runs seed after seed. Ends with 1 at the first that fails, having printed it
/// and a shortened history.
public final class SimulateMain {
  private static final int SHORTENING_TRIES = 1_000;
  private static final long SEEDS = 1_000;
  private static final long STEPS = 1_000;

  private SimulateMain() {}

  static void main() {
    Properties options = System.getProperties();
    long seeds = number(options, "seeds", SEEDS);
    long first = number(options, "seed", 1);
    long steps = number(options, "steps", STEPS);
    Mutation mutation = Mutation.valueOf(text(options, "mutation", "NONE"));
    long count = options.getProperty("seed", "").isBlank() ? seeds : number(options, "seeds", 1);
    System.exit(run(first, count, steps, mutation) ? 0 : 1);
  }

  private static String text(Properties options, String name, String otherwise) {
    String value = options.getProperty(name, "");
    return value.isBlank() ? otherwise : value;
  }

  private static long number(Properties options, String name, long otherwise) {
    return Long.parseLong(text(options, name, Long.toString(otherwise)));
  }

  private static boolean run(long first, long count, long steps, Mutation mutation) {
    long start = System.nanoTime();
    long done = 0;
    for (long seed = first; seed < first + count; seed++) {
      Run run = Run.random(seed, steps, mutation);
      done += run.steps();
      if (run.failure() != null) {
        tell(run, seed, steps);
        return false;
      }
      if ((seed - first + 1) % 100 == 0) {
        System.out.printf("%,d seeds, %,d steps%n", seed - first + 1, done);
      }
    }
    System.out.printf(
        "%,d steps over %,d seeds from %d, no violation, %.1f s%n",
        done, count, first, (System.nanoTime() - start) / 1e9);
    System.out.printf(
        "%,d batches undone, %,d fenced off, %,d records skipped as unreadable%n",
        LaneTurns.count("lane.failures"),
        LaneTurns.count("lane.fenced"),
        LaneTurns.count("lane.skipped"));
    System.out.println("went wrong: " + new TreeMap<>(Io.happened()));
    return true;
  }

  private static void tell(Run run, long seed, long steps) {
    System.out.printf("SEED %d FAILS after %d steps: %s%n%n", seed, run.steps(), run.failure());
    Run shortest = new Shortening(SHORTENING_TRIES).of(run);
    System.out.printf("Shortened to %d steps:%n", shortest.history().size());
    for (Op op : shortest.history()) {
      System.out.println("  " + op);
    }
    System.out.printf("%nwhich ends in: %s%n", shortest.failure());
    String bug = run.mutation() == Mutation.NONE ? "" : " MUTATION=" + run.mutation();
    System.out.printf("%nAgain: make simulate SEED=%d STEPS=%d%s%n", seed, steps, bug);
  }
}
