package com.neighborbid.common.limit;

/// How fast a bucket of tokens fills, and what it holds.
record Rate(int perSecond, int burst) {}
