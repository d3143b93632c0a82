package com.neighborbid.gateway.edge;

import com.neighborbid.gateway.request.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/// One line per request: who asked what, and how it went. Never a query, a header or a body, which
/// may hold secrets.
///
/// Reads that went well are by far the most and say the least: they are logged at DEBUG only.
@Component
public final class AccessLog {

  private static final Logger log = LoggerFactory.getLogger("com.neighborbid.gateway.access");
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Writes the line of a request whose answer begins now.
  ///
  /// @param startNanos `System.nanoTime()` at its arrival
  public void answered(
      RequestContext request, String method, String path, int status, long startNanos) {
    Level level = level(method, status);
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    long millis = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    try (var _ = MDC.putCloseable("requestId", request.requestId())) {
      log.atLevel(level)
          .log("{} {} {} {} ms from {}", method, path, status, millis, request.clientAddress());
    }
  }

  private static Level level(String method, int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    boolean readsOnly = "GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method);
    return readsOnly && status < 400 ? Level.DEBUG : Level.INFO;
  }
}
