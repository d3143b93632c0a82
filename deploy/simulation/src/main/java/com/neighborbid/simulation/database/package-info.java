/// A database in memory, as far as the engines use one: it runs the very SQL that they send, with
/// transactions, row locks of lanes, unique keys and checks. What is committed is shown to the
/// invariants; what is not, to nobody.
@NullMarked
package com.neighborbid.simulation.database;

import org.jspecify.annotations.NullMarked;
