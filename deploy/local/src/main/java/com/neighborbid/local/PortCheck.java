package com.neighborbid.local;

import com.neighborbid.servers.Ports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds what would keep parts from listening before anything is started, and says all of it.
final class PortCheck {
  private static final int SUGGESTED_OFFSET = 10000;
  private static final int MAX_PORT = 65535;

  private PortCheck() {}

  /// @throws StackException naming each port that is taken or wanted twice, its part and its
  ///   variable
  static void requireFree(Map<Part, Integer> ports) {
    List<String> problems = new ArrayList<>();
    Map<Integer, Part> seen = new HashMap<>();
    new EnumMap<>(ports)
        .forEach(
            (part, port) -> {
              Part other = seen.putIfAbsent(port, part);
              if (other != null) {
                problems.add(
                    "Port %d is wanted by %s (%s) and by %s (%s)."
                        .formatted(
                            port, other.label(), other.variable(), part.label(), part.variable()));
              } else if (Ports.isTaken(port)) {
                problems.add(taken(part, port));
              }
            });
    if (!problems.isEmpty()) {
      throw new StackException(String.join("\n", problems));
    }
  }

  private static String taken(Part part, int port) {
    int other = port + SUGGESTED_OFFSET <= MAX_PORT ? port + SUGGESTED_OFFSET : port - 1;
    return "Port %d, which %s needs, is taken by another program. Stop that, or choose another port: %s=%d make run"
        .formatted(port, part.label(), part.variable(), other);
  }
}
