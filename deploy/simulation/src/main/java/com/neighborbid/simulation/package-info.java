/// Both engines, their logs and their databases in one thread, everything from one seed, with
/// something going wrong at every step; see docs/simulation.md.
///
/// ```
/// SimulateMain ─▶ Seeds ─▶ world:    what happens, one thing after the other
///                   │       ├─▶ log, database: what the engines talk to, in memory
///                   │       ├─▶ fault: what goes wrong with that
///                   │       └─▶ check: what must hold
///                   └────▶ Shortening: of a history that fails
/// mutation: planted bugs, to prove that it bites
/// ```
@NullMarked
package com.neighborbid.simulation;

import org.jspecify.annotations.NullMarked;
