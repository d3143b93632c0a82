/// What admins do, and the trail of it.
@NullMarked
package com.neighborbid.user.audit;

import org.jspecify.annotations.NullMarked;
