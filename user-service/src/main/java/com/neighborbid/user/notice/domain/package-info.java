/// Kinds of notifications.
@NullMarked
package com.neighborbid.user.notice.domain;

import org.jspecify.annotations.NullMarked;
