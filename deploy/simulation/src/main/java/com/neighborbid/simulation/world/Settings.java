package com.neighborbid.simulation.world;

import java.util.Random;

/// What differs between worlds, all of it by the seed.
///
/// @param maxBatch most records of a transaction
/// @param confirmWithinSeconds how long a price stays with the platform; 0 for not at all
/// @param faulty out of how many turns one goes wrong
/// @param poor what an ordinary bidder has at the beginning, in won
/// @param slowness how much slower one member is than the others, now and then
public record Settings(
    long seed,
    int partitions,
    int maxBatch,
    long confirmWithinSeconds,
    int faulty,
    long poor,
    int slowness) {

  /// The world of a seed.
  public static Settings of(long seed) {
    Random random = new Random(seed * 31 + 7);
    return new Settings(
        seed,
        1 + random.nextInt(3),
        2 + random.nextInt(10),
        random.nextInt(3) == 0 ? 5 : 0,
        new int[] {3, 6, 15, 1_000_000}[random.nextInt(4)],
        new long[] {1_500, 4_000, 12_000, 60_000}[random.nextInt(4)],
        1 + random.nextInt(6));
  }
}
