package com.neighborbid.common.limit;

/// What came of asking for tokens.
///
/// @param tokens leased; 0 where the bucket is empty
/// @param waitNanos until there is one, where it is empty
record Grant(int tokens, long waitNanos) {}
