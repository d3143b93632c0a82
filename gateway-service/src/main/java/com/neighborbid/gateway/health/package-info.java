/// The health of the whole system in one answer.
@NullMarked
package com.neighborbid.gateway.health;

import org.jspecify.annotations.NullMarked;
