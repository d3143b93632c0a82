package com.neighborbid.common.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {
  /// The third is how a listing failed with 500 in a chaos campaign: a connection to PostgreSQL was
  /// cut, and the failure of the rollback hid the one before.
  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new SQLException("connection refused", "08001"), true),
        arguments(new SQLTransientConnectionException("no connection within 3 s"), true),
        arguments(
            new IllegalStateException("cannot roll back", new SQLException("Connection is closed")),
            true),
        arguments(new SQLException("terminating connection", "57P01"), true),
        arguments(new SQLException("division by zero", "22012"), false),
        arguments(new SQLException("something else"), false),
        arguments(new IllegalStateException("Connection is closed"), false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsWhatPassesFromErrors(Exception failure, boolean outage) {
    assertThat(Outages.isOutage(failure)).isEqualTo(outage);
  }
}
