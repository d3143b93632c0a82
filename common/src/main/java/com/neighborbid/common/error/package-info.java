/// What can go wrong, as stable codes with their HTTP status and texts; free of Spring, so that
/// sockets, gateway and servlet services say the same.
@NullMarked
package com.neighborbid.common.error;

import org.jspecify.annotations.NullMarked;
