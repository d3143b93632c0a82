package com.neighborbid.bench.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// CPU seconds of every part of the system, and of everything else on the machine, between two
/// moments. Works where there is `/proc`; elsewhere it answers nothing.
public final class Cpu {
  /// What the machine did beside the system: other people's work, and the kernel's.
  public static final String OTHERS = "others";

  public static final String DRIVER = "driver";

  private final Map<String, Long> processes;
  private final Map<String, Double> atStart;

  private Cpu(Map<String, Long> processes, Map<String, Double> atStart) {
    this.processes = processes;
    this.atStart = atStart;
  }

  /// Starts counting.
  ///
  /// @param ports name of each part, and the port it listens on
  public static Cpu start(Map<String, Integer> ports) {
    Map<String, Long> processes = processes(ports);
    return new Cpu(processes, seconds(processes));
  }

  /// CPU seconds since the start, by part.
  public Map<String, Double> used() {
    Map<String, Double> used = new LinkedHashMap<>();
    seconds(processes)
        .forEach((name, now) -> used.put(name, now - atStart.getOrDefault(name, 0.0)));
    return used;
  }

  /// Memory in MB by part, now.
  ///
  /// @param ports name of each part, and the port it listens on
  public static Map<String, Double> memoryMb(Map<String, Integer> ports) {
    Map<String, Double> memory = new LinkedHashMap<>();
    ProcessTable table = ProcessTable.read();
    processes(ports)
        .forEach(
            (name, pid) ->
                memory.put(
                    name,
                    // This process has started the others, which are told on their own.
                    name.equals(DRIVER) ? ProcessTable.ownMb(pid) : table.memoryMb(pid)));
    return memory;
  }

  /// CPU seconds so far of the compilers of all parts that run in Java.
  ///
  /// @param ports name of each part, and the port it listens on
  public static double compilerSeconds(Map<String, Integer> ports) {
    return processes(ports).values().stream().mapToDouble(ProcessTable::compilerSeconds).sum();
  }

  /// Who listens on a port of this machine.
  public static OptionalLong process(int port) {
    return ProcessTable.listener(port);
  }

  private static Map<String, Long> processes(Map<String, Integer> ports) {
    Map<String, Long> processes = new LinkedHashMap<>();
    ports.forEach(
        (name, port) -> {
          OptionalLong pid = ProcessTable.listener(port);
          if (pid.isPresent()) {
            processes.put(name, pid.getAsLong());
          }
        });
    processes.put(DRIVER, ProcessHandle.current().pid());
    return processes;
  }

  private static Map<String, Double> seconds(Map<String, Long> processes) {
    double machine = ProcessTable.machineSeconds();
    ProcessTable table = ProcessTable.read();
    Map<String, Double> seconds = new LinkedHashMap<>();
    // The parts that this process has started are told on their own.
    double parts = 0;
    for (Map.Entry<String, Long> process : processes.entrySet()) {
      if (!process.getKey().equals(DRIVER)) {
        double used = table.cpuSeconds(process.getValue());
        seconds.put(process.getKey(), used);
        parts += used;
      }
    }
    double driver = ownSeconds();
    seconds.put(DRIVER, driver);
    seconds.put(OTHERS, machine - parts - driver);
    return seconds;
  }

  /// Of this process without its children.
  private static double ownSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
        / 1000.0;
  }
}
