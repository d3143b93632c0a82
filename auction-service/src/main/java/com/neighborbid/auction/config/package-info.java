/// Wiring and configuration; no logic.
@NullMarked
package com.neighborbid.auction.config;

import org.jspecify.annotations.NullMarked;
