package com.neighborbid.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What the kernel knows about all processes at one moment, read from `/proc`.
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final double TICKS_PER_SECOND = 100;
  private static final String LISTENING = "0A";

  /// In the names of the threads "C1 CompilerThread0" and "C2 CompilerThread0", which are cut.
  private static final String COMPILER = " CompilerThre";

  /// @param ticks of itself and of its children that have ended
  private record Entry(long parent, long ticks) {}

  private final Map<Long, Entry> entries = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();

  private ProcessTable() {}

  static ProcessTable read() {
    ProcessTable table = new ProcessTable();
    for (Path folder : processes()) {
      try {
        table.add(Long.parseLong(folder.getFileName().toString()), folder);
      } catch (IOException _) {
        // has ended meanwhile
      }
    }
    return table;
  }

  private static List<Path> processes() {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(PROC, "[0-9]*")) {
      found.forEach(folders::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folders;
  }

  private void add(long pid, Path folder) throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = fieldsAfterName(stat);
    long parent = Long.parseLong(fields[1]);
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    entries.put(pid, new Entry(parent, ticks));
    children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(pid);
  }

  private static String[] fieldsAfterName(String stat) {
    // The name in parentheses may contain anything, spaces too.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  /// CPU seconds so far of a process and everything it started.
  double cpuSeconds(long pid) {
    return tree(pid).stream().mapToLong(this::ticks).sum() / TICKS_PER_SECOND;
  }

  /// CPU seconds so far of those threads of a Java process that compile.
  static double compilerSeconds(long pid) {
    long ticks = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.contains(COMPILER)) {
          String[] fields = fieldsAfterName(stat);
          ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
      }
    } catch (IOException _) {
      // a thread has ended meanwhile: the next look counts again
    }
    return ticks / TICKS_PER_SECOND;
  }

  private long ticks(long pid) {
    Entry entry = entries.get(pid);
    return entry == null ? 0 : entry.ticks();
  }

  /// Memory in MB of a process and everything it started; what they share is counted once.
  double memoryMb(long pid) {
    return tree(pid).stream().mapToLong(ProcessTable::proportionalKb).sum() / 1024.0;
  }

  /// Memory in MB of one process.
  static double ownMb(long pid) {
    return proportionalKb(pid) / 1024.0;
  }

  private static long proportionalKb(long pid) {
    try {
      for (String line : Files.readAllLines(PROC.resolve(pid + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException _) {
      // has ended, or belongs to somebody else
    }
    return 0;
  }

  private List<Long> tree(long root) {
    List<Long> found = new ArrayList<>();
    Deque<Long> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      long pid = next.poll();
      found.add(pid);
      next.addAll(children.getOrDefault(pid, List.of()));
    }
    return found;
  }

  /// CPU seconds of the whole machine since it started, without idling and waiting for disks.
  static double machineSeconds() {
    try {
      String[] fields = Files.readAllLines(PROC.resolve("stat")).getFirst().split(" +");
      long busy = 0;
      for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
        busy += Long.parseLong(fields[field]);
      }
      return busy / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who listens on a port of this machine; the oldest where several share it.
  static OptionalLong listener(int port) {
    List<String> sockets = new ArrayList<>();
    String end = ":%04X".formatted(port);
    for (String file : List.of("net/tcp", "net/tcp6")) {
      try {
        Files.readAllLines(PROC.resolve(file)).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields[1].endsWith(end) && fields[3].equals(LISTENING))
            .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
      } catch (IOException _) {
        // no such protocol here
      }
    }
    return processes().stream()
        .filter(folder -> holds(folder, sockets))
        .mapToLong(folder -> Long.parseLong(folder.getFileName().toString()))
        .min();
  }

  private static boolean holds(Path process, List<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException _) {
      // has ended, or belongs to somebody else
    }
    return false;
  }
}
