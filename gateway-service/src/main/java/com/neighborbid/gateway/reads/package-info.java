/// Many who read the same at the same time are answered by one question to the service.
@NullMarked
package com.neighborbid.gateway.reads;

import org.jspecify.annotations.NullMarked;
