/// What must hold: after every commit and every message, as far as that is cheap, and all of it
/// when everything has come to rest. None of it uses what it judges, except the replay, whose point
/// that is.
@NullMarked
package com.neighborbid.simulation.check;

import org.jspecify.annotations.NullMarked;
