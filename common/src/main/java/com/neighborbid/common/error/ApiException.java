package com.neighborbid.common.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal on its way to the caller. It carries no stack trace: it is an answer, not a fault.
///
/// Immutable; the `with…` methods return a changed copy.
public final class ApiException extends RuntimeException {
  private final ErrorCode code;
  private final @Nullable String detail;
  private final List<FieldError> errors;
  private final Map<String, Object> members;
  private final @Nullable Duration retryAfter;

  private ApiException(
      ErrorCode code,
      @Nullable String detail,
      List<FieldError> errors,
      Map<String, Object> members,
      @Nullable Duration retryAfter) {
    super(code.name() + (errors.isEmpty() ? "" : " " + errors), null, false, false);
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.members = members;
    this.retryAfter = retryAfter;
  }

  /// A refusal with the default text of its code.
  public static ApiException of(ErrorCode code) {
    return new ApiException(code, null, List.of(), Map.of(), null);
  }

  /// Bad input; every wrong field at once.
  public static ApiException invalid(List<FieldError> errors) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, null, List.copyOf(errors), Map.of(), null);
  }

  /// Bad input in one field; `text` is a key below `field.` or the text itself.
  public static ApiException invalid(String field, String text) {
    return invalid(List.of(FieldError.of(field, text)));
  }

  /// `text` is a key of the texts (such as `UNAUTHORIZED.login`) or the text itself.
  public ApiException withDetail(String text) {
    return new ApiException(code, text, errors, members, retryAfter);
  }

  public ApiException withErrors(List<FieldError> fields) {
    return new ApiException(code, detail, List.copyOf(fields), members, retryAfter);
  }

  /// Adds a member to the problem detail, such as `minNextBid`; texts can use it as a placeholder.
  public ApiException with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new ApiException(code, detail, errors, more, retryAfter);
  }

  /// Answered as the header `Retry-After` in whole seconds, rounded up.
  public ApiException withRetryAfter(Duration pause) {
    return new ApiException(code, detail, errors, members, pause);
  }

  public ErrorCode code() {
    return code;
  }

  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> members() {
    return members;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /// The value of `Retry-After`: at least one second.
  public Optional<Long> retryAfterSeconds() {
    return retryAfter().map(pause -> Math.max(1, pause.plusNanos(999_999_999).toSeconds()));
  }
}
