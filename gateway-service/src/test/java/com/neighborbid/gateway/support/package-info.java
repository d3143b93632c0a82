/// Stand-ins for the services behind the gateway, and small helpers of its tests.
@NullMarked
package com.neighborbid.gateway.support;

import org.jspecify.annotations.NullMarked;
