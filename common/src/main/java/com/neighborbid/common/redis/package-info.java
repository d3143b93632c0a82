/// What every service needs to talk to Redis: connections that are made again, scripts, and the one
/// subscribed connection that only hands messages on ([Subscriber]).
@NullMarked
package com.neighborbid.common.redis;

import org.jspecify.annotations.NullMarked;
