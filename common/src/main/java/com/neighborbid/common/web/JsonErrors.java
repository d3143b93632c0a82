package com.neighborbid.common.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.neighborbid.common.error.FieldError;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Names the field a JSON body fails on, in the words of the contract rather than of Jackson.
final class JsonErrors {
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']{1,64})'");

  private JsonErrors() {}

  /// Empty where the text is not JSON at all, so that no field can be named.
  static List<FieldError> of(JsonProcessingException broken) {
    if (broken instanceof JsonMappingException mapping) {
      String field = path(mapping);
      if (mapping.getCause() instanceof JsonParseException parse) {
        return duplicate(parse);
      }
      return field.isEmpty() ? List.of() : List.of(describe(field, mapping));
    }
    return broken instanceof JsonParseException parse ? duplicate(parse) : List.of();
  }

  private static List<FieldError> duplicate(JsonParseException broken) {
    Matcher matcher = DUPLICATE.matcher(broken.getOriginalMessage());
    return matcher.find() ? List.of(FieldError.of(matcher.group(1), "duplicate")) : List.of();
  }

  private static FieldError describe(String field, JsonMappingException broken) {
    if (broken.getCause() instanceof InputCoercionException) {
      return FieldError.of(field, "whole");
    }
    Class<?> target =
        broken instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    if (target == null) {
      return FieldError.of(field, "invalid");
    }
    if (target.isEnum() && broken instanceof InvalidFormatException) {
      String names =
          Arrays.stream(target.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      return new FieldError(field, "oneOf", Map.of("values", names));
    }
    if (Temporal.class.isAssignableFrom(target)) {
      return FieldError.of(field, "time");
    }
    return isWhole(target)
        ? FieldError.of(field, "whole")
        : new FieldError(field, "type", Map.of("expected", nameOf(target)));
  }

  private static boolean isWhole(Class<?> target) {
    return target == long.class
        || target == Long.class
        || target == int.class
        || target == Integer.class;
  }

  private static String nameOf(Class<?> target) {
    if (target == String.class || target.isEnum()) {
      return "string";
    }
    if (target == boolean.class || target == Boolean.class) {
      return "boolean";
    }
    return Collection.class.isAssignableFrom(target) || target.isArray() ? "array" : "object";
  }

  private static String path(JsonMappingException broken) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : broken.getPath()) {
      @Nullable String name = step.getFieldName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }
}
