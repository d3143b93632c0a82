/// The rules of refresh tokens and of failed attempts; time is an argument.
@NullMarked
package com.neighborbid.user.signin.domain;

import org.jspecify.annotations.NullMarked;
