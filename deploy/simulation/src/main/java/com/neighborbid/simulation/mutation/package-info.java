/// Planted bugs, to prove that the simulation finds them. Each sits around the product or in what
/// the simulation stands in for; none is a switch in the product.
@NullMarked
package com.neighborbid.simulation.mutation;

import org.jspecify.annotations.NullMarked;
