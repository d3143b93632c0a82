package com.neighborbid.common.web;

import java.text.Normalizer;

/// What text may look like once it is past the edge: NFC, no control characters, no halves of
/// characters. Lengths are counted in characters (code points), not in UTF-16 units.
public final class TextRules {
  private TextRules() {}

  /// The text in NFC without white space at its ends.
  public static String normalize(String raw) {
    return compose(raw).strip();
  }

  /// The text in NFC: the same characters are the same code points, whoever typed them.
  public static String compose(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFC);
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Whether a one-line text has no control, format-breaking or undefined characters.
  public static boolean isCleanLine(String text) {
    return text.codePoints().allMatch(TextRules::isClean);
  }

  /// As [#isCleanLine], but with line feeds and tabs.
  public static boolean isCleanText(String text) {
    return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isClean(c));
  }

  private static boolean isClean(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Directional overrides let a name pretend to be another; joiners are part of emoji.
      case Character.FORMAT -> !isDirectional(c);
      default -> true;
    };
  }

  private static boolean isDirectional(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
