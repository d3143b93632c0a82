package com.neighborbid.simulation;

import com.neighborbid.simulation.fault.Gap;
import com.neighborbid.simulation.mutation.Mutation;
import com.neighborbid.simulation.world.Dice;
import com.neighborbid.simulation.world.Op;
import com.neighborbid.simulation.world.Settings;
import com.neighborbid.simulation.world.Source;
import com.neighborbid.simulation.world.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One world from its beginning to its end.
///
/// @param history what happened, in order
/// @param steps how much that was
/// @param failure what did not hold; null where everything did
public record Run(
    Settings settings, Mutation mutation, List<Op> history, long steps, @Nullable String failure) {

  /// Lets happen what the seed says.
  public static Run random(long seed, long steps, Mutation mutation) {
    Settings settings = Settings.of(seed);
    Dice dice = new Dice(settings);
    List<Op> history = new ArrayList<>();
    Source recorded =
        world -> {
          Op op = dice.next(world);
          if (op != null) {
            history.add(op);
          }
          return op;
        };
    return of(settings, mutation, recorded, steps, history);
  }

  /// Lets the same happen again, or a part of it.
  Run again(List<Op> part) {
    Iterator<Op> ops = part.iterator();
    return of(
        settings, mutation, _ -> ops.hasNext() ? ops.next() : null, part.size(), List.copyOf(part));
  }

  private static Run of(
      Settings settings, Mutation mutation, Source source, long steps, List<Op> history) {
    World world = new World(settings, mutation);
    String failure;
    try {
      failure = world.run(source, steps);
    } catch (RuntimeException | StackOverflowError | Gap e) {
      failure = "the simulation itself failed: " + trace(e);
    }
    return new Run(settings, mutation, history, world.steps(), failure);
  }

  private static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      StackTraceElement[] frames = t.getStackTrace();
      for (int i = 0; i < Math.min(8, frames.length); i++) {
        text.append("\n      at ").append(frames[i]);
      }
    }
    return text.toString();
  }

  /// What failed, in general.
  String kind() {
    return failure == null ? "" : failure.split(":", 2)[0];
  }
}
