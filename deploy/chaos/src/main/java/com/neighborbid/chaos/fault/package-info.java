/// What is broken, drawn from a seed, and how it is mended.
@NullMarked
package com.neighborbid.chaos.fault;

import org.jspecify.annotations.NullMarked;
