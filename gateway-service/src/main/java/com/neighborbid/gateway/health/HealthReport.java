package com.neighborbid.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of `/health`.
///
/// @param status `UP` where every part is, else `DOWN`
/// @param services the parts by name
record HealthReport(String status, Map<String, Part> services) {

  static final String UP = "UP";
  static final String DOWN = "DOWN";

  /// One part.
  ///
  /// @param ms how long it took to answer, in milliseconds, the quickest of several instances;
  ///   absent for the gateway itself
  /// @param ready how many of several instances are; absent where there is only one
  /// @param instances how many there should be; absent where there is only one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(
      String status, @Nullable Long ms, @Nullable Integer ready, @Nullable Integer instances) {

    /// What the instances of one service are together.
    static Part of(List<Part> instances) {
      if (instances.size() == 1) {
        return instances.getFirst();
      }
      List<Part> ready = instances.stream().filter(Part::isUp).toList();
      List<Part> heard = ready.isEmpty() ? instances : ready;
      long quickest =
          heard.stream().map(Part::ms).mapToLong(ms -> ms == null ? 0 : ms).min().orElse(0);
      return new Part(ready.isEmpty() ? DOWN : UP, quickest, ready.size(), instances.size());
    }

    boolean isUp() {
      return UP.equals(status);
    }
  }

  static HealthReport of(Map<String, Part> services) {
    boolean allUp = services.values().stream().allMatch(Part::isUp);
    return new HealthReport(allUp ? UP : DOWN, services);
  }

  boolean isUp() {
    return UP.equals(status);
  }
}
