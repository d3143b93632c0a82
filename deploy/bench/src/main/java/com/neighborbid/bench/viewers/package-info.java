/// Thousands of viewers, as light as they can be: one small object for each socket, frames read
/// where they lie, nothing made for a message. What they saw is counted per thread.
@NullMarked
package com.neighborbid.bench.viewers;

import org.jspecify.annotations.NullMarked;
