package com.neighborbid.common.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal as RFC 9457 problem detail, `application/problem+json`.
///
/// @param members everything in the order in which it is written
public record Problem(int status, Map<String, Object> members) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// @param requestId the id all logs of this request carry; left out where there is none
  public static Problem of(ApiException refusal, Locale language, @Nullable String requestId) {
    ErrorCode code = refusal.code();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", code.type());
    members.put("title", ErrorTexts.title(code, language));
    members.put("status", code.status());
    members.put("detail", ErrorTexts.detail(refusal, language));
    members.put("code", code.name());
    if (requestId != null) {
      members.put("requestId", requestId);
    }
    if (!refusal.errors().isEmpty()) {
      members.put("errors", fields(refusal.errors(), language));
    }
    refusal.members().forEach(members::putIfAbsent);
    return new Problem(code.status(), members);
  }

  private static List<Map<String, String>> fields(List<FieldError> errors, Locale language) {
    return errors.stream()
        .map(
            error -> {
              Map<String, String> field = new LinkedHashMap<>();
              field.put("field", error.field());
              field.put("message", ErrorTexts.field(error, language));
              return field;
            })
        .toList();
  }
}
