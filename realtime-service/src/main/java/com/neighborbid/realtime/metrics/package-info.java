/// The figures this service shows to operators.
@NullMarked
package com.neighborbid.realtime.metrics;

import org.jspecify.annotations.NullMarked;
