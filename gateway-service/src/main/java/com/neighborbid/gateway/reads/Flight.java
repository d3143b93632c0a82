package com.neighborbid.gateway.reads;

import com.neighborbid.common.bundle.Bundle;
import com.neighborbid.gateway.reads.SharedReads.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A question on its way, and those who came since it left. Who comes is added under the lock of
/// [SharedReads], until the next flight has taken them over.
final class Flight {

  private final List<Reader> aboard;
  private final Set<String> targets;
  private final List<Reader> next;

  private Flight(List<Reader> aboard, Set<String> targets, List<Reader> next) {
    this.aboard = aboard;
    this.targets = targets;
    this.next = next;
  }

  static Flight of(Reader first) {
    return new Flight(List.of(first), Set.of(first.target()), new ArrayList<>());
  }

  /// Takes along as many of those who wait as one question has room for, in the order in which they
  /// came.
  Flight following() {
    Set<String> asked = new LinkedHashSet<>();
    int taken = 0;
    for (Reader reader : next) {
      if (asked.size() == Bundle.MOST_PARTS && !asked.contains(reader.target())) {
        break;
      }
      asked.add(reader.target());
      taken++;
    }
    return new Flight(
        List.copyOf(next.subList(0, taken)),
        asked,
        new ArrayList<>(next.subList(taken, next.size())));
  }

  List<Reader> aboard() {
    return aboard;
  }

  /// What is asked for, without repetition.
  List<String> targets() {
    return List.copyOf(targets);
  }

  /// Those who came since it left.
  List<Reader> next() {
    return next;
  }
}
