package com.neighborbid.bench.load;

import java.io.PrintStream;

/// Tells the first few things that went wrong and counts the rest, so that a broken run is noticed
/// and its output stays readable.
final class Complaints {
  private static final int TOLD = 5;

  private final PrintStream out;
  private int count;

  Complaints(PrintStream out) {
    this.out = out;
  }

  void add(String complaint) {
    if (++count <= TOLD) {
      out.println("    ! " + complaint);
    }
  }
}
