package com.neighborbid.simulation.fault;

/// A process has been killed. Unwinds its stack and nothing else: what the process did to the
/// outside stays.
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  public Crash() {
    super("killed", null, false, false);
  }
}
