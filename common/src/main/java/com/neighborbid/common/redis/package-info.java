/// What every service needs to talk to Redis: a connection that is made again, and scripts.
@NullMarked
package com.neighborbid.common.redis;

import org.jspecify.annotations.NullMarked;
