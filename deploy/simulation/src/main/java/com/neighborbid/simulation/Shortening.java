package com.neighborbid.simulation;

import com.neighborbid.simulation.world.Op;
import java.util.ArrayList;
import java.util.List;

/// Shortens a history that fails: drops parts of it as long as it still fails in the same way,
/// large parts first (delta debugging).
public final class Shortening {
  private final int triesMax;
  private int tries;

  public Shortening(int triesMax) {
    this.triesMax = triesMax;
  }

  /// A shorter run that fails in the same way, or the same one.
  public Run of(Run failed) {
    Run shortest = failed;
    int part = Math.max(1, failed.history().size() / 2);
    while (tries < triesMax) {
      Run shorter = without(shortest, part);
      boolean same = shorter.history().size() == shortest.history().size();
      if (same && part == 1) {
        break;
      }
      part = same ? Math.max(1, part / 2) : Math.min(part, shorter.history().size());
      shortest = shorter;
    }
    return shortest;
  }

  /// Tries to leave out each part of this size.
  private Run without(Run failed, int part) {
    Run shortest = failed;
    for (int from = 0; from < shortest.history().size() && tries < triesMax; ) {
      List<Op> left = new ArrayList<>(shortest.history().subList(0, from));
      int to = Math.min(shortest.history().size(), from + part);
      left.addAll(shortest.history().subList(to, shortest.history().size()));
      tries++;
      Run shorter = shortest.again(left);
      if (shorter.kind().equals(failed.kind())) {
        shortest = shorter;
      } else {
        from += part;
      }
    }
    return shortest;
  }
}
