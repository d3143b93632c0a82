package com.neighborbid.gateway.routing;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// What a request does to a service. Each kind has its own time limit and its own circuit breaker:
/// a service whose writes stall goes on serving reads.
enum RequestKind {
  READ,
  WRITE,
  UPLOAD;

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  static RequestKind of(ServerHttpRequest request) {
    if (isSafe(request.getMethod())) {
      return READ;
    }
    return isUpload(request.getHeaders().getContentType()) ? UPLOAD : WRITE;
  }

  /// Whether a request of this kind may be sent twice.
  boolean isRepeatable() {
    return this == READ;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isSafe(HttpMethod method) {
    return SAFE.contains(method);
  }

  private static boolean isUpload(@Nullable MediaType type) {
    return type != null && "multipart".equals(type.getType());
  }
}
