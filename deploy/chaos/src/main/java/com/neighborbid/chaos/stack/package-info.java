/// The system under chaos: its processes, and proxies on the connections between them.
@NullMarked
package com.neighborbid.chaos.stack;

import org.jspecify.annotations.NullMarked;
