package com.neighborbid.local;

import java.util.HashMap;
import java.util.Map;

/// What differs from the plain way in which the parts of a stack reach each other, such as proxies
/// between them.
///
/// @param variables handed to every instance of one service, on top of all others
/// @param kafka settings of the broker that differ from ours, such as more listeners
public record Wiring(Map<Service, Map<String, String>> variables, Map<String, String> kafka) {
  /// Everybody reaches everybody directly.
  public static final Wiring DIRECT = new Wiring(Map.of(), Map.of());

  public Wiring {
    Map<Service, Map<String, String>> copy = new HashMap<>();
    variables.forEach((service, own) -> copy.put(service, Map.copyOf(own)));
    variables = Map.copyOf(copy);
    kafka = Map.copyOf(kafka);
  }

  Map<String, String> variables(Service service) {
    return variables.getOrDefault(service, Map.of());
  }
}
