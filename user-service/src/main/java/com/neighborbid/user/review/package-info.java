/// What winners say of sellers, and the reputation that comes of it.
@NullMarked
package com.neighborbid.user.review;

import org.jspecify.annotations.NullMarked;
