/// How changes of accounts reach `user.events`, and ends of sign-ins Redis: through the outbox of
/// `common`, which has a publisher for each of the two.
@NullMarked
package com.neighborbid.user.outbox;

import org.jspecify.annotations.NullMarked;
