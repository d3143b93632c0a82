package com.neighborbid.common.web;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The id that follows one request through headers, logs and Kafka records.
public final class RequestIds {
  public static final String HTTP_HEADER = "X-Request-Id";
  public static final String MDC_KEY = "requestId";

  private RequestIds() {}

  /// The presented id where it is well-formed, else a new one.
  public static String accept(@Nullable String presented) {
    return presented != null && ClientIds.isValid(presented)
        ? presented
        : UUID.randomUUID().toString();
  }

  /// The id of the request this thread works for.
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(MDC_KEY));
  }
}
