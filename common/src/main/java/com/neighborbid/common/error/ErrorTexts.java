package com.neighborbid.common.error;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The human texts of codes and field errors in English and Korean.
///
/// Placeholders such as `{minNextBid}` are filled from the members of the problem.
public final class ErrorTexts {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.KOREAN);
  private static final TextBundle TEXTS = new TextBundle(ErrorTexts.class);
  private static final int LONGEST_HEADER = 500;

  private ErrorTexts() {}

  /// The best supported language for an `Accept-Language` header; English where nothing fits.
  public static Locale language(@Nullable String acceptLanguage) {
    if (acceptLanguage == null
        || acceptLanguage.isBlank()
        || acceptLanguage.length() > LONGEST_HEADER) {
      return Locale.ENGLISH;
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      return best == null ? Locale.ENGLISH : best;
    } catch (IllegalArgumentException _) {
      return Locale.ENGLISH;
    }
  }

  /// The short text of a code, the same for every occurrence.
  public static String title(ErrorCode code, Locale language) {
    return find(code.name(), language).orElseGet(code::name);
  }

  /// The text of one refusal, ready to be shown to a person.
  public static String detail(ApiException refusal, Locale language) {
    String wanted = refusal.detail().orElse(refusal.code().name() + ".detail");
    return find(wanted, language)
        .or(refusal::detail)
        .flatMap(text -> fill(text, refusal.members()))
        .orElseGet(() -> title(refusal.code(), language));
  }

  /// The text of a refusal that is only a code and some figures, as sockets send it.
  public static String detail(ErrorCode code, Map<String, Object> members, Locale language) {
    return find(code.name() + ".detail", language)
        .flatMap(text -> fill(text, members))
        .orElseGet(() -> title(code, language));
  }

  /// The text of one wrong field.
  public static String field(FieldError error, Locale language) {
    String text = find("field." + error.text(), language).orElse(error.text());
    return fill(text, error.values()).orElse(text);
  }

  private static Optional<String> find(String key, Locale language) {
    return TEXTS.find(key, language);
  }

  private static Optional<String> fill(String text, Map<String, Object> values) {
    return TextBundle.fill(text, values);
  }
}
