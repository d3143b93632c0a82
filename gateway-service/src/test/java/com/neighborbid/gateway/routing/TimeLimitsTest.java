package com.neighborbid.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.support.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitsTest {

  private final TimeLimits limits = new TimeLimits(Settings.of(Map.of()).times());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "READ   |                        | 5",
        "WRITE  |                        | 10",
        "UPLOAD |                        | 60",
        "WRITE  | respond-async          | 10",
        "WRITE  | wait=1                 | 10",
        "WRITE  | wait=20                | 25",
        "WRITE  | wait=30                | 35",
        "WRITE  | wait=3000              | 35",
        "WRITE  | wait=99999999999999999 | 10",
        "WRITE  | wait=-5                | 10",
        "WRITE  | wait=x                 | 10",
        "WRITE  | respond-async, Wait=20 | 25",
        "WRITE  | foo; wait=20           | 25",
        "READ   | wait=10                | 15",
      })
  void aWaitThatWasAskedForIsGrantedWithinBounds(String kind, String prefer, long seconds) {
    List<String> header = prefer == null ? List.of() : List.of(prefer);
    assertThat(limits.of(RequestKind.valueOf(kind), header)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
