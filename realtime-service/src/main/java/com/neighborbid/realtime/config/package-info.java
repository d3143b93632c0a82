/// Wiring, settings, and the order in which things start and stop. No logic of its own.
@NullMarked
package com.neighborbid.realtime.config;

import org.jspecify.annotations.NullMarked;
