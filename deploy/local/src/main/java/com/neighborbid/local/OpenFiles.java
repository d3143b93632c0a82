package com.neighborbid.local;

import java.util.ArrayList;
import java.util.List;

/// The limit of open files under which a process runs.
final class OpenFiles {
  /// 100,000 viewers are as many open files, in the gateway twice as many.
  static final int FOR_VIEWERS = 262_144;

  private OpenFiles() {}

  /// The command with a limit of at least so many files where that is allowed, else with the limit
  /// as it is. The shell becomes the command, so that the process id stays. Java takes all it may
  /// by itself, but cannot go beyond what the shell was given.
  static List<String> raised(int limit, List<String> command) {
    String raise =
        "limit=$(ulimit -H -n); [ \"$limit\" = unlimited ] || [ \"$limit\" -ge "
            + limit
            + " ] || ulimit -n "
            + limit
            + " 2>/dev/null; exec \"$@\"";
    List<String> raised = new ArrayList<>(List.of("sh", "-c", raise, "sh"));
    raised.addAll(command);
    return raised;
  }
}
