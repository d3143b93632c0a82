/// The trail of what admins do, for every service where they do something.
@NullMarked
package com.neighborbid.common.audit;

import org.jspecify.annotations.NullMarked;
