/// The key pairs that sign access tokens. They live in the database, so that all instances sign
/// with the same, and a token outlives a restart.
@NullMarked
package com.neighborbid.user.keys;

import org.jspecify.annotations.NullMarked;
