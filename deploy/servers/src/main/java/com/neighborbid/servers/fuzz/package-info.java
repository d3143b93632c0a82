/// Random input from one seed, for tests of everything that parses what comes from outside.
///
/// [com.neighborbid.servers.fuzz.Fuzz] runs attempts and says how to repeat the one that failed;
/// [com.neighborbid.servers.fuzz.Mutations] spoils bytes,
/// [com.neighborbid.servers.fuzz.JsonMutations] spoils JSON where it still is JSON, and
/// [com.neighborbid.servers.fuzz.OddValues] holds what parsers have stumbled over before.
@NullMarked
package com.neighborbid.servers.fuzz;

import org.jspecify.annotations.NullMarked;
