/// The lane's loop for the simulation: the same classes as in production, turned by hand.
@NullMarked
package com.neighborbid.common.lane;

import org.jspecify.annotations.NullMarked;
