package com.neighborbid.common.web;

import com.neighborbid.common.error.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/// Puts broken Bean Validation constraints into the texts all services share.
final class ConstraintErrors {
  private ConstraintErrors() {}

  static List<FieldError> of(Errors errors) {
    return errors.getAllErrors().stream()
        .map(
            error ->
                error instanceof org.springframework.validation.FieldError field
                    ? describe(field.getField(), field.getCode(), field)
                    : describe(error.getObjectName(), error.getCode(), error))
        .toList();
  }

  static List<FieldError> of(List<ParameterValidationResult> results) {
    return results.stream().flatMap(result -> of(result).stream()).toList();
  }

  private static List<FieldError> of(ParameterValidationResult result) {
    if (result instanceof ParameterErrors body) {
      return of((Errors) body);
    }
    @Nullable String name = result.getMethodParameter().getParameterName();
    String field = name == null ? "request" : name;
    return result.getResolvableErrors().stream()
        .map(error -> describe(field, lastCode(error), error))
        .toList();
  }

  private static @Nullable String lastCode(MessageSourceResolvable error) {
    String[] codes = error.getCodes();
    return codes == null || codes.length == 0 ? null : codes[codes.length - 1];
  }

  /// Arguments are the constraint's attributes in the order of their names, behind the field
  /// itself.
  private static FieldError describe(
      String field, @Nullable String code, MessageSourceResolvable error) {
    return switch (code == null ? "" : code) {
      case "NotNull", "NotBlank", "NotEmpty" -> FieldError.of(field, "required");
      case "Email" -> FieldError.of(field, "email");
      case "Positive" -> new FieldError(field, "min", Map.of("min", 1));
      case "PositiveOrZero" -> new FieldError(field, "min", Map.of("min", 0));
      case "Size" ->
          new FieldError(
              field, "length", Map.of("max", attribute(error, 1), "min", attribute(error, 2)));
      case "Min" -> new FieldError(field, "min", Map.of("min", attribute(error, 1)));
      case "Max" -> new FieldError(field, "max", Map.of("max", attribute(error, 1)));
      default -> FieldError.of(field, message(error));
    };
  }

  private static Object attribute(MessageSourceResolvable error, int index) {
    Object[] arguments = error.getArguments();
    return arguments == null || arguments.length <= index ? "?" : arguments[index];
  }

  private static String message(MessageSourceResolvable error) {
    String message = error.getDefaultMessage();
    return message == null ? "invalid" : message;
  }
}
