/// Sign-up, login, refresh and logout. [SignIn] tells the story; the rest are its helpers.
@NullMarked
package com.neighborbid.user.signin;

import org.jspecify.annotations.NullMarked;
