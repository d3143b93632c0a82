package com.neighborbid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where and when a run was made.
///
/// @param load the load averages when it began
record Machine(Instant began, String load) {
  static Machine now() {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS), firstLine("/proc/loadavg", "", "unknown"));
  }

  /// What a reader must know to judge the figures.
  Map<String, String> facts(Options options) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Began", began + ", load averages " + load);
    facts.put("Processors", Runtime.getRuntime().availableProcessors() + " × " + processor());
    facts.put("Memory", firstLine("/proc/meminfo", "MemTotal", "unknown"));
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "Rounds",
        "%d of %d s, after %d s of warm-up; window %d bids for each of 8 sockets on the hot auction"
            .formatted(options.rounds(), options.seconds(), options.warmUp(), options.window()));
    facts.put(
        "How",
        "WebSocket straight to the realtime service, the clock running until the last answer;"
            + " on 1,000 auctions two bidders' sockets in each room, 2,000 in all, one bid under"
            + " way on each; `engine` rows are bids written into the log while the auction service"
            + " is frozen, from waking to the last commit, and `engine-restarted` the same from a"
            + " cold start");
    return facts;
  }

  private static String processor() {
    return firstLine("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
  }

  /// What the first line that begins with a name says.
  private static String firstLine(String file, String name, String otherwise) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(otherwise);
    } catch (IOException _) {
      return otherwise;
    }
  }
}
