package com.neighborbid.common.lane;

import static com.neighborbid.common.lane.Failures.Kind.DATA;
import static com.neighborbid.common.lane.Failures.Kind.INFRASTRUCTURE;
import static com.neighborbid.common.lane.Failures.Kind.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.lane.Failures.Kind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "22001, DATA",
    "22021, DATA",
    "23505, DATA",
    "23514, DATA",
    "25P04, TOO_LONG",
    "57014, TOO_LONG",
    "25P03, INFRASTRUCTURE",
    "55P03, INFRASTRUCTURE",
    "40001, INFRASTRUCTURE",
    "40P01, INFRASTRUCTURE",
    "08006, INFRASTRUCTURE",
    "53300, INFRASTRUCTURE",
    "57P01, INFRASTRUCTURE",
    "42P01, INFRASTRUCTURE",
    "XX000, INFRASTRUCTURE"
  })
  void tellsByTheStateOfTheDatabasesAnswer(String state, Kind kind) {
    assertThat(Failures.kindOf(new SQLException("no", state))).isEqualTo(kind);
    assertThat(Failures.kindOf(new BatchUpdateException("no", state, 0, new int[0])))
        .isEqualTo(kind);
    assertThat(Failures.kindOf(new IllegalStateException(new SQLException("no", state))))
        .isEqualTo(kind);
  }

  static Stream<Arguments> withoutState() {
    return Stream.of(
        Arguments.of(new SQLException("no state")),
        Arguments.of(new SQLTransientConnectionException("the pool has none")),
        Arguments.of(new TimeoutException("the broker is away")),
        Arguments.of(new IllegalStateException("anything")));
  }

  @ParameterizedTest
  @MethodSource("withoutState")
  void everythingElseIsInfrastructure(Exception failure) {
    assertThat(Failures.kindOf(failure)).isEqualTo(INFRASTRUCTURE);
  }

  @Test
  void takesTheFirstStateOfTheChain() {
    SQLException outer = new SQLException("outer", null, new SQLException("inner", "23505"));
    assertThat(Failures.kindOf(outer)).isEqualTo(DATA);
    assertThat(Failures.kindOf(new SQLException("a", "57014", new SQLException("b", "22001"))))
        .isEqualTo(TOO_LONG);
  }
}
