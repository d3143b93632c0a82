/// What comes out on `user.events`, version 1.
@NullMarked
package com.neighborbid.common.contract.user.v1;

import org.jspecify.annotations.NullMarked;
