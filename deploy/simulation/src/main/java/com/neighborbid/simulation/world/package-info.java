/// The simulated world: two instances of each engine, their logs and databases, people who bid and
/// move money, and what happens to all of them, one thing after the other.
///
/// ```
/// Source (random, or a history) ─▶ Op ─▶ World ─▶ Member: a turn of a real lane loop over a real engine
///                                          │  ├──▶ People: what arrives in the logs from outside
///                                          │  └──▶ clocks, rebalances, kills, blocked partitions
///                                          └▶ Findings: what did not hold
/// ```
@NullMarked
package com.neighborbid.simulation.world;

import org.jspecify.annotations.NullMarked;
