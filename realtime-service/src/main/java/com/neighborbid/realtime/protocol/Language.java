package com.neighborbid.realtime.protocol;

import com.neighborbid.common.error.ErrorTexts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages in which people are spoken to.
public enum Language {
  EN(Locale.ENGLISH),
  KO(Locale.KOREAN);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }

  /// The best supported language for an `Accept-Language` header; English where nothing fits.
  public static Language of(@Nullable String acceptLanguage) {
    return ErrorTexts.language(acceptLanguage).equals(Locale.KOREAN) ? KO : EN;
  }
}
