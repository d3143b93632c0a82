/// The logs in memory: partitions that only grow, a broker's clock that jumps, consumers that share
/// partitions and learn late that they lost one, producers whose messages get lost, arrive late or
/// arrive without an acknowledgement.
@NullMarked
package com.neighborbid.simulation.log;

import org.jspecify.annotations.NullMarked;
