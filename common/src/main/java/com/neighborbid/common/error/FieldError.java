package com.neighborbid.common.error;

import java.util.Map;

/// One wrong field of a request.
///
/// @param field the name as in JSON, or of the parameter or header
/// @param text a key below `field.` of the texts, or the text itself
/// @param values what the placeholders of the text stand for
public record FieldError(String field, String text, Map<String, Object> values) {
  public FieldError {
    values = Map.copyOf(values);
  }

  public static FieldError of(String field, String text) {
    return new FieldError(field, text, Map.of());
  }
}
