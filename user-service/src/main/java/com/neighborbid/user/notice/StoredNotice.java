package com.neighborbid.user.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice in somebody's inbox.
///
/// @param deliverAt from when on it may leave by other channels
public record StoredNotice(
    long id, Notice notice, Instant createdAt, Instant deliverAt, @Nullable Instant readAt) {}
