package com.neighborbid.user.delivery;

import com.neighborbid.user.preference.domain.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `deliveries` that a worker has taken.
///
/// @param noticeId null for a digest
/// @param target which of several, where a person has several: a browser's id
/// @param attempts with the one that is made now
record Delivery(
    long id,
    @Nullable Long noticeId,
    long userId,
    Channel channel,
    String target,
    boolean urgent,
    int attempts,
    Instant createdAt) {}
