/// What can go wrong at every step to the outside: it fails, half succeeds, kills the process, or
/// takes so long that the others go on meanwhile.
@NullMarked
package com.neighborbid.simulation.fault;

import org.jspecify.annotations.NullMarked;
