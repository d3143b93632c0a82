package com.neighborbid.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
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
  /// @param ms how long it took to answer, in milliseconds; absent for the gateway itself
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(String status, @Nullable Long ms) {

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
