package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long the gateway waits for an answer.
final class TimeLimits {

  private static final String WAIT = "wait=";

  private final GatewaySettings.Times times;

  TimeLimits(GatewaySettings.Times times) {
    this.times = times;
  }

  /// Returns the limit for a request.
  ///
  /// @param prefer all lines of the `Prefer` header: `wait=N` seconds makes the service answer
  ///   later on purpose
  Duration of(RequestKind kind, List<String> prefer) {
    Duration usual =
        switch (kind) {
          case READ -> times.read();
          case WRITE -> times.write();
          case UPLOAD -> times.upload();
        };
    Duration wanted = wait(prefer);
    if (wanted.isZero()) {
      return usual;
    }
    Duration granted = wanted.compareTo(times.maxWait()) > 0 ? times.maxWait() : wanted;
    Duration patient = granted.plus(times.waitMargin());
    return patient.compareTo(usual) > 0 ? patient : usual;
  }

  private static Duration wait(List<String> prefer) {
    return prefer.stream()
        .flatMap(line -> List.of(line.split("[,;]")).stream())
        .map(preference -> preference.strip().toLowerCase(Locale.ROOT))
        .filter(preference -> preference.startsWith(WAIT))
        .map(preference -> preference.substring(WAIT.length()))
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .findFirst()
        .orElse(Duration.ZERO);
  }
}
