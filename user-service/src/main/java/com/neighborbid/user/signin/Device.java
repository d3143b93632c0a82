package com.neighborbid.user.signin;

import com.neighborbid.common.web.TextRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a sign-in was made with, as its owner will recognise it: the browser's own words.
///
/// @param name null where nothing was said
record Device(@Nullable String name) {
  private static final int LONGEST = 200;

  static Device of(HttpServletRequest request) {
    return of(request.getHeader("User-Agent"));
  }

  /// Without characters that could upset a reader, and not too long.
  static Device of(@Nullable String userAgent) {
    if (userAgent == null) {
      return new Device(null);
    }
    String clean =
        TextRules.compose(userAgent)
            .codePoints()
            .filter(c -> TextRules.isCleanLine(Character.toString(c)))
            .limit(LONGEST)
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .strip();
    return new Device(clean.isEmpty() ? null : clean);
  }
}
