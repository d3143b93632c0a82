package com.neighborbid.common.error;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Human texts in English and Korean, from the properties files beside a class and of its name.
///
/// Placeholders are named, such as `{minNextBid}`: translators may order them as they need.
public final class TextBundle {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private final Class<?> owner;

  public TextBundle(Class<?> owner) {
    this.owner = owner;
  }

  /// The text as it is written, or nothing where there is no such key.
  public Optional<String> find(String key, Locale language) {
    ResourceBundle texts = bundle(language);
    return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
  }

  private ResourceBundle bundle(Locale language) {
    // No fallback: the language of the machine must not decide what an English reader gets.
    return ResourceBundle.getBundle(
        owner.getName(),
        language,
        owner.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// Empty where a placeholder has no value: half a sentence is worse than a general one.
  public static Optional<String> fill(String text, Map<String, Object> values) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Object value = values.get(matcher.group(1));
      if (value == null) {
        return Optional.empty();
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
    }
    return Optional.of(matcher.appendTail(filled).toString());
  }
}
