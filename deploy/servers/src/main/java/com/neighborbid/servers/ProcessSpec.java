package com.neighborbid.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How to start one process.
///
/// @param name for messages and for the names of its files
/// @param command program and arguments
/// @param environment added to this process's own environment
/// @param log where its output is appended
/// @param pidFile where its process id is kept while it runs
/// @param marker a part of the command line that no other process has, such as its data directory
/// @param stopSignal what asks it to end gracefully
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path pidFile,
    String marker,
    Signal stopSignal) {
  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// A Unix signal by its name for `kill`.
  public enum Signal {
    /// Ends most programs in order.
    TERM,
    /// Ends PostgreSQL in order without waiting for its clients.
    INT,
    /// Freezes a process until CONT.
    STOP,
    /// Wakes a frozen process.
    CONT,
    /// Ends a process at once, without a chance to tidy up.
    KILL
  }
}
