package com.neighborbid.common.contract.room.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A to-do of the user is new or has changed; it is now as stated.
///
/// @param title in English, or as the user wrote it
/// @param titleKo in Korean, or as the user wrote it
public record TaskChanged(
    long taskId,
    @Nullable Long auctionId,
    String title,
    String titleKo,
    @Nullable Instant dueAt,
    boolean done,
    Instant at)
    implements PersonalNews {}
