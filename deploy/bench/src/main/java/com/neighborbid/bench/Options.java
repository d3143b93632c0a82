package com.neighborbid.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// What is to be measured, and how long.
///
/// @param rounds how often each row is measured
/// @param seconds of one measurement
/// @param warmUp seconds before the first measurement of a row
/// @param window bids of one bidder socket under way on the hot auction
/// @param auctions among which pages are looked for
/// @param url gateway of a running system; empty to start one
/// @param report folder of the report
record Options(
    Set<Part> only,
    int rounds,
    int seconds,
    int warmUp,
    int window,
    int auctions,
    Optional<URI> url,
    Path report) {
  /// The parts of a benchmark.
  enum Part {
    MICRO,
    HOT,
    MANY,
    ENGINE,
    GROWTH,
    LATENCY,
    SWEEP,
    VIEWERS,
    SATURATION,
    GATEWAY,
    CROWD,
    STORM,
    IDLE,
    READS,
    BROWSE;

    /// What is about rooms: `only=rooms`.
    static final Set<Part> ROOMS = EnumSet.range(VIEWERS, IDLE);
  }

  /// From `-Drounds=3 -Dseconds=15 -Donly=hot,many …`; empty values are defaults.
  ///
  /// @throws IllegalArgumentException naming the value that cannot be read
  static Options of(Properties properties) {
    String only = text(properties, "only", "");
    String url = text(properties, "url", "");
    return new Options(
        only.isEmpty() ? EnumSet.allOf(Part.class) : parts(only),
        number(properties, "rounds", 3),
        number(properties, "seconds", 15),
        number(properties, "warmup", 15),
        number(properties, "window", 256),
        number(properties, "auctions", 1_000_000),
        url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)),
        Path.of(text(properties, "report", "deploy/bench/target/report")));
  }

  private static Set<Part> parts(String only) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : only.split(",")) {
      if (name.strip().equalsIgnoreCase("rooms")) {
        parts.addAll(Part.ROOMS);
        continue;
      }
      try {
        parts.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        throw new IllegalArgumentException(
            "only=%s: there are %s"
                .formatted(only, Arrays.toString(Part.values()).toLowerCase(Locale.ROOT)));
      }
    }
    return parts;
  }

  private static int number(Properties properties, String name, int otherwise) {
    String value = text(properties, name, "" + otherwise);
    if (!value.matches("[1-9]\\d{0,6}")) {
      throw new IllegalArgumentException(name + "=" + value + " is not a whole number above 0");
    }
    return Integer.parseInt(value);
  }

  private static String text(Properties properties, String name, String otherwise) {
    String value = properties.getProperty(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  boolean hasAny(Part... parts) {
    return Arrays.stream(parts).anyMatch(only::contains);
  }

  boolean hasRooms() {
    return only.stream().anyMatch(Part.ROOMS::contains);
  }

  boolean has(Part part) {
    return only.contains(part);
  }
}
