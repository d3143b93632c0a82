package com.neighborbid.user.notice;

import com.neighborbid.user.notice.domain.NoticeKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something to tell somebody.
///
/// @param eventId of the event it comes from: an event tells a person one thing once
/// @param figures what the text's placeholders stand for, amounts in won
/// @param at when it happened
public record Notice(
    long userId,
    String eventId,
    NoticeKind kind,
    @Nullable Long auctionId,
    Map<String, Long> figures,
    Instant at) {
  public Notice {
    figures = Map.copyOf(figures);
  }
}
