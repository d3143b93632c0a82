/// Kinds of to-dos.
@NullMarked
package com.neighborbid.user.task.domain;

import org.jspecify.annotations.NullMarked;
