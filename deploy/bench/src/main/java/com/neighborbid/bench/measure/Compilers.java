package com.neighborbid.bench.measure;

import java.util.Map;

/// How busy the compilers of the Java processes are. At the rates measured here they are for
/// minutes, with up to most of a core: what is measured meanwhile is their work.
public final class Compilers {
  /// So long a load goes on before it is asked again.
  public static final int STEP_SECONDS = 10;

  private static final int STEPS_MAX = 24;

  /// Everything counts as compiled when they need less than this share of a core.
  private static final double COMPILED = 0.08;

  private final Map<String, Integer> ports;
  private double before;
  private long beforeNanos = System.nanoTime();
  private int steps;

  /// @param ports name of each part, and the port it listens on
  public Compilers(Map<String, Integer> ports) {
    this.ports = Map.copyOf(ports);
    this.before = Cpu.compilerSeconds(ports);
  }

  /// Whether they were busy since this was last asked. After four minutes they are no longer waited
  /// for.
  public boolean areBusy() {
    double now = Cpu.compilerSeconds(ports);
    long nowNanos = System.nanoTime();
    double share = (now - before) / ((nowNanos - beforeNanos) / 1e9);
    before = now;
    beforeNanos = nowNanos;
    return ++steps < STEPS_MAX && share > COMPILED;
  }
}
