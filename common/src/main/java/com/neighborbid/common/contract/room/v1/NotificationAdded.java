package com.neighborbid.common.contract.room.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something new is in the user's inbox.
///
/// @param notificationKind as the inbox names it, such as `OUTBID`; newer writers may know more
///   kinds
public record NotificationAdded(
    long notificationId,
    String notificationKind,
    @Nullable Long auctionId,
    String title,
    String titleKo,
    String text,
    String textKo,
    Instant at)
    implements PersonalNews {}
