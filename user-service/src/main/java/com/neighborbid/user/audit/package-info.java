/// Who is an admin, and the trail of what admins do.
@NullMarked
package com.neighborbid.user.audit;

import org.jspecify.annotations.NullMarked;
