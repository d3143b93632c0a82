/// The OpenAPI documents of all services, one by one and merged, and the page to read them.
@NullMarked
package com.neighborbid.gateway.apidocs;

import org.jspecify.annotations.NullMarked;
