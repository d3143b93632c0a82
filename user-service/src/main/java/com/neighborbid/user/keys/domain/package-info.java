/// Which of several keys signs, and which still count.
@NullMarked
package com.neighborbid.user.keys.domain;

import org.jspecify.annotations.NullMarked;
