package com.neighborbid.common.web;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects everything that is wrong with one request, so that the caller hears it at once.
///
/// The `require…` methods return a placeholder for a bad value; nothing may be used before
/// [#throwIfBad] has passed.
public final class InputChecks {
  private final List<FieldError> errors = new ArrayList<>();

  /// A line of `min` to `max` characters in NFC without control characters.
  public String requireLine(String field, @Nullable String raw, int min, int max) {
    return raw == null ? missing(field) : text(field, raw, min, max, false);
  }

  /// As [#requireLine], with line feeds and tabs allowed; CR LF becomes LF.
  public String requireText(String field, @Nullable String raw, int min, int max) {
    return raw == null ? missing(field) : text(field, raw.replace("\r\n", "\n"), min, max, true);
  }

  /// A line that may be missing.
  public @Nullable String optionalLine(String field, @Nullable String raw, int min, int max) {
    return raw == null ? null : text(field, raw, min, max, false);
  }

  /// A value that fits a pattern as it is.
  ///
  /// @param rule the text to tell, as in [FieldError]
  public String requireMatch(String field, @Nullable String raw, Pattern pattern, String rule) {
    return raw == null ? missing(field) : match(field, raw, pattern, rule);
  }

  /// A value that may be missing.
  public @Nullable String optionalMatch(
      String field, @Nullable String raw, Pattern pattern, String rule) {
    return raw == null ? null : match(field, raw, pattern, rule);
  }

  /// A whole number from `min` to `max`.
  public long requireRange(String field, @Nullable Long value, long min, long max) {
    if (value == null) {
      missing(field);
      return min;
    }
    if (value < min || value > max) {
      add(field, "range", Map.of("min", min, "max", max));
      return min;
    }
    return value;
  }

  /// Notes an error if `ok` is false.
  public void check(boolean ok, String field, String rule) {
    if (!ok) {
      add(field, rule, Map.of());
    }
  }

  public void add(String field, String rule, Map<String, Object> values) {
    errors.add(new FieldError(field, rule, values));
  }

  /// @throws ApiException VALIDATION_FAILED with all errors found so far
  public void throwIfBad() {
    if (!errors.isEmpty()) {
      throw ApiException.invalid(errors);
    }
  }

  private String missing(String field) {
    add(field, "required", Map.of());
    return "";
  }

  private String match(String field, String raw, Pattern pattern, String rule) {
    check(pattern.matcher(raw).matches(), field, rule);
    return raw;
  }

  private String text(String field, String raw, int min, int max, boolean lines) {
    String text = TextRules.normalize(raw);
    int length = TextRules.length(text);
    if (length < min || length > max) {
      add(field, "length", Map.of("min", min, "max", max));
    } else if (lines ? !TextRules.isCleanText(text) : !TextRules.isCleanLine(text)) {
      add(field, "control", Map.of());
    }
    return text;
  }
}
