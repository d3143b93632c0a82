package com.neighborbid.user.delivery;

import com.neighborbid.user.notice.NoticeTexts.Words;
import com.neighborbid.user.notice.StoredNotice;
import com.neighborbid.user.preference.domain.Preferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A delivery with what it says.
///
/// @param email the reader's address, if he has one
/// @param lines one, or all of a digest
/// @param lacksTitle whether a line is about an auction whose title could not be had
record Letter(
    Delivery delivery,
    @Nullable String email,
    Preferences preferences,
    List<Line> lines,
    boolean lacksTitle) {
  Letter {
    lines = List.copyOf(lines);
  }

  /// A notice in the reader's language.
  record Line(StoredNotice notice, Words words) {}

  boolean isDigest() {
    return delivery.noticeId() == null;
  }
}
