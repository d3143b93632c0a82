package com.neighborbid.simulation.world;

import org.jspecify.annotations.Nullable;

/// Where what happens comes from.
@FunctionalInterface
public interface Source {
  /// The next thing; null where there is no more.
  @Nullable Op next(World world);
}
