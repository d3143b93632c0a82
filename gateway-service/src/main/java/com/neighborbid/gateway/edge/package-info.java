/// What every HTTP request passes on its way in and out: ids, limits, headers, access log.
@NullMarked
package com.neighborbid.gateway.edge;

import org.jspecify.annotations.NullMarked;
