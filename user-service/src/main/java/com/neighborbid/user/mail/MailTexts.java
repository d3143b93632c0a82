package com.neighborbid.user.mail;

import com.neighborbid.common.error.TextBundle;
import java.util.Locale;
import java.util.Map;

/// The texts of mails, in `MailTexts.properties` (English) and `MailTexts_ko.properties`: for each
/// kind `<kind>.subject` and `<kind>.text` with named placeholders, and a footer below all.
public final class MailTexts {
  private static final TextBundle TEXTS = new TextBundle(MailTexts.class);

  private MailTexts() {}

  /// A mail of a kind, ready to be sent.
  ///
  /// @param id see [Mail]
  /// @param language `Locale.ENGLISH` or `Locale.KOREAN`
  /// @param values what the placeholders stand for; line breaks in a subject become spaces
  /// @throws IllegalArgumentException for a kind without texts or a placeholder without a value
  public static Mail mail(
      String id, String kind, String to, Locale language, Map<String, Object> values) {
    String subject = text(kind + ".subject", language, values).replaceAll("\\s+", " ");
    String body = text(kind + ".text", language, values);
    return new Mail(id, kind, to, subject, body + text("footer", language, values));
  }

  private static String text(String key, Locale language, Map<String, Object> values) {
    return TEXTS
        .find(key, language)
        .flatMap(text -> TextBundle.fill(text, values))
        .orElseThrow(() -> new IllegalArgumentException("no text " + key + " with these values"));
  }
}
