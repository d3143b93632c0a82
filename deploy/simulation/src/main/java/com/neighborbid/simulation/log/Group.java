package com.neighborbid.simulation.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A consumer group: who may read which partition now. A member hears of a change at its next poll,
/// which may be long after others have been given what it had.
public final class Group {
  private final int partitions;
  private final Set<String> members = new TreeSet<>();
  private final Map<Integer, String> owners = new TreeMap<>();
  private long generation;

  public Group(int partitions) {
    this.partitions = partitions;
  }

  long generation() {
    return generation;
  }

  /// A member that is known already gets what it had.
  void join(String member) {
    if (members.add(member)) {
      spread(new Random(members.size()));
    }
    generation++;
  }

  /// Shares the partitions out anew, in a way that follows from the seed.
  public void rebalance(long seed) {
    spread(new Random(seed));
    generation++;
  }

  /// A member does not answer: what it has goes to others.
  public void evict(String member) {
    Random random = new Random(generation);
    List<String> others = members.stream().filter(other -> !other.equals(member)).toList();
    owners.replaceAll(
        (_, owner) ->
            owner.equals(member) && !others.isEmpty()
                ? others.get(random.nextInt(others.size()))
                : owner);
    generation++;
  }

  private void spread(Random random) {
    List<String> all = new ArrayList<>(members);
    for (int partition = 0; partition < partitions && !all.isEmpty(); partition++) {
      owners.put(partition, all.get(random.nextInt(all.size())));
    }
  }

  List<Integer> partitionsOf(String member) {
    return owners.entrySet().stream()
        .filter(entry -> entry.getValue().equals(member))
        .map(Map.Entry::getKey)
        .toList();
  }
}
