package com.neighborbid.user.task;

import com.neighborbid.user.task.domain.TaskKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `tasks`.
///
/// @param auctionId of the sale that asks for it; null for the user's own
/// @param title as the user wrote it; null for what a sale asks for
record Task(
    long id,
    long userId,
    TaskKind kind,
    @Nullable Long auctionId,
    @Nullable String title,
    @Nullable Instant dueAt,
    boolean done) {}
