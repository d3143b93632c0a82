package com.neighborbid.simulation.fault;

/// The product does something that the simulation does not know. An error, so that the product's
/// own recovery does not take it for an outage.
public final class Gap extends Error {
  private static final long serialVersionUID = 1L;

  public Gap(String what) {
    super("the simulation does not know: " + what);
  }
}
