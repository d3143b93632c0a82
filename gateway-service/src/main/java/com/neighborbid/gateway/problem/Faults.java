package com.neighborbid.gateway.problem;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/// What a failure means for the caller.
public final class Faults {

  /// When a caller should come back to a service that is away; breakers try again as often.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private Faults() {}

  /// Returns the refusal that tells the caller about a failure.
  public static ApiException toRefusal(Throwable fault) {
    return switch (fault) {
      case ApiException refusal -> refusal;
      case ResponseStatusException status -> ofStatus(status.getStatusCode());
      case DataBufferLimitException _ -> ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE);
      // What the framework throws wherever it looks at a Content-Type that is none.
      case InvalidMediaTypeException _ -> ApiException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
      case IOException _ -> unavailable();
      case TimeoutException _ -> unavailable();
      case AbortedException _ -> unavailable();
      case ReadTimeoutException _ -> unavailable();
      default -> ApiException.of(ErrorCode.INTERNAL);
    };
  }

  /// A service is away or too slow; the caller may come back.
  public static ApiException unavailable() {
    return ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(RETRY_AFTER);
  }

  /// Nobody listened, or the host is not there (any more): nothing was sent.
  public static boolean isUnreached(Throwable fault) {
    return fault instanceof ConnectException
        || fault instanceof NoRouteToHostException
        || fault instanceof UnknownHostException;
  }

  private static ApiException ofStatus(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> ApiException.of(ErrorCode.NOT_FOUND);
      case 405 -> ApiException.of(ErrorCode.METHOD_NOT_ALLOWED);
      case 406 -> ApiException.of(ErrorCode.NOT_ACCEPTABLE);
      case 413 -> ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE);
      case 415 -> ApiException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
      case 429 -> ApiException.of(ErrorCode.TOO_MANY_REQUESTS);
      case 502, 503, 504 -> unavailable();
      default ->
          ApiException.of(
              status.is4xxClientError() ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL);
    };
  }
}
