/// Reads that may be a moment old, from a copy of the database that follows it.
@NullMarked
package com.neighborbid.common.replica;

import org.jspecify.annotations.NullMarked;
