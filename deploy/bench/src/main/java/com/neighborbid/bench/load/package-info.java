/// The load: what is bid or read, how it is sent, and when which answer came. One thread does it
/// all, because the load runs on the same cores as what it measures.
@NullMarked
package com.neighborbid.bench.load;

import org.jspecify.annotations.NullMarked;
