package com.neighborbid.user.preference.domain;

import com.neighborbid.user.notice.domain.NoticeKind;
import java.util.Locale;

/// A way out of the inbox.
public enum Channel {
  EMAIL,
  PUSH,
  WEBHOOK,
  SMS;

  /// Whether somebody who has chosen nothing is told that way. What is not urgent leaves by e-mail
  /// once a day in a digest, and wakes nobody's telephone; a webhook is set up by people who want
  /// everything.
  public boolean isOnByDefault(NoticeKind kind) {
    return switch (this) {
      case EMAIL, WEBHOOK -> true;
      case PUSH -> kind.isUrgent();
      case SMS -> false;
    };
  }

  /// As it is written in JSON.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
