/// How other services are asked: with time limits and a circuit breaker, and 503 where nothing can
/// be said.
@NullMarked
package com.neighborbid.user.remote;

import org.jspecify.annotations.NullMarked;
