/// Who asks, as far as limits need to know.
@NullMarked
package com.neighborbid.user.client;

import org.jspecify.annotations.NullMarked;
