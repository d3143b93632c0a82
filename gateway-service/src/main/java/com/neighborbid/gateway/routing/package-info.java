/// Which service serves which path, and how the gateway behaves while that service is slow or away.
@NullMarked
package com.neighborbid.gateway.routing;

import org.jspecify.annotations.NullMarked;
