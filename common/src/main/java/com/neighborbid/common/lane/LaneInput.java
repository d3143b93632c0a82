package com.neighborbid.common.lane;

/// A record and what it was parsed to.
public record LaneInput<I>(LogRecord record, I input) {}
