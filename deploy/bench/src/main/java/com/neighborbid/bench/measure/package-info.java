/// Time, CPU and memory of what runs, and the arithmetic over rounds.
@NullMarked
package com.neighborbid.bench.measure;

import org.jspecify.annotations.NullMarked;
