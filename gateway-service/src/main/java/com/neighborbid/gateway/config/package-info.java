/// The settings of the gateway, bound and checked at start.
@NullMarked
package com.neighborbid.gateway.config;

import org.jspecify.annotations.NullMarked;
