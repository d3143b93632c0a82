/// Wiring: settings, the lanes' life, health.
@NullMarked
package com.neighborbid.wallet.config;

import org.jspecify.annotations.NullMarked;
