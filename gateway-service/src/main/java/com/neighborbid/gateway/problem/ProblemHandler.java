package com.neighborbid.gateway.problem;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.Problem;
import com.neighborbid.gateway.request.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Turns whatever went wrong into a problem detail. Only faults of the gateway itself are errors in
/// the log; what a client did wrong, or a service that is away, is not.
@Component
@Order(-2)
final class ProblemHandler implements ErrorWebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final Problems problems;

  ProblemHandler(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      // Half an answer is on its way: closing the connection is the only way to say it is broken.
      return Mono.error(fault);
    }
    ApiException refusal = Faults.toRefusal(fault);
    if (refusal.code() == ErrorCode.INTERNAL) {
      report(exchange, fault);
    }
    return write(response, refusal, RequestContext.of(exchange));
  }

  private Mono<Void> write(
      ServerHttpResponse response, ApiException refusal, RequestContext request) {
    byte[] body = problems.write(refusal, request);
    HttpHeaders headers = response.getHeaders();
    // A service may have begun to answer: nothing of that may label the problem.
    headers.clear();
    headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.setContentLength(body.length);
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    response.setStatusCode(HttpStatusCode.valueOf(refusal.code().status()));
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static void report(ServerWebExchange exchange, Throwable fault) {
    try (var _ = MDC.putCloseable("requestId", RequestContext.of(exchange).requestId())) {
      log.error(
          "{} {} failed",
          exchange.getRequest().getMethod(),
          exchange.getRequest().getURI().getRawPath(),
          fault);
    }
  }
}
