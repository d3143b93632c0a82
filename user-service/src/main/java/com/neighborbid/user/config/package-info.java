/// Wiring and settings; no logic.
@NullMarked
package com.neighborbid.user.config;

import org.jspecify.annotations.NullMarked;
