/// Several answers of a service to another in one body.
@NullMarked
package com.neighborbid.common.bundle;

import org.jspecify.annotations.NullMarked;
