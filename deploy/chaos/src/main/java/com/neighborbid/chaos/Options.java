package com.neighborbid.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// What is to be broken, and how often.
///
/// @param rounds number of faults
/// @param seed decides which, where and for how long
/// @param instances of every service
/// @param url gateway of a running system, which only gets the load and the checks; empty to start
///   one and break it
/// @param folder of the data, the record and the report
public record Options(int rounds, long seed, int instances, Optional<URI> url, Path folder) {
  private static final int ROUNDS = 20;

  /// From `-Drounds=20 -Dseed=1 -Dinstances=2 -Durl=http://… -Dfolder=target/chaos`; empty values
  /// are defaults.
  ///
  /// @throws IllegalArgumentException naming the value that cannot be read
  static Options of(Properties properties) {
    String url = text(properties, "url", "");
    return new Options(
        (int) number(properties, "rounds", ROUNDS),
        number(properties, "seed", System.currentTimeMillis() % 1_000_000),
        (int) number(properties, "instances", 1),
        url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)),
        Path.of(text(properties, "folder", "target/chaos")));
  }

  /// The command that does the same again.
  String command() {
    return "make chaos ROUNDS=%d SEED=%d%s%s"
        .formatted(
            rounds,
            seed,
            instances == 1 ? "" : " INSTANCES=" + instances,
            url.map(address -> " URL=" + address).orElse(""));
  }

  private static long number(Properties properties, String name, long otherwise) {
    String value = text(properties, name, "" + otherwise);
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(name + "=" + value + " is not a whole number above 0");
    }
    return Long.parseLong(value);
  }

  private static String text(Properties properties, String name, String otherwise) {
    String value = properties.getProperty(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
