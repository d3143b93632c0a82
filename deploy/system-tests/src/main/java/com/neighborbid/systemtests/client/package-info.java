/// Clients of the public API which remember every request, answer and message with its time.
@NullMarked
package com.neighborbid.systemtests.client;

import org.jspecify.annotations.NullMarked;
