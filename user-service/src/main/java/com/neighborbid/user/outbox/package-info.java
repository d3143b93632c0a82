/// How changes of accounts reach `user.events`, and ends of sign-ins Redis: written with the
/// change, sent in order by one publisher for each of the two.
///
/// ```
/// change + outbox row --commit--> wake --> [advisory lock] read unsent, send, wait for acks, mark sent
/// ```
@NullMarked
package com.neighborbid.user.outbox;

import org.jspecify.annotations.NullMarked;
