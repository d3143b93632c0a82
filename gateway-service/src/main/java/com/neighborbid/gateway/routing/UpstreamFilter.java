package com.neighborbid.gateway.routing;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.request.RequestContext;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.util.retry.Retry;

/// Asks a service: with a time limit, through its circuit breaker, reads a second time where the
/// first found nobody. What the service answers passes unchanged, whatever it is; only the lack of
/// an answer becomes a problem of the gateway, always 503.
@Component
final class UpstreamFilter {

  private static final Logger log = LoggerFactory.getLogger(UpstreamFilter.class);
  private static final Duration BEFORE_RETRY = Duration.ofMillis(50);

  private final ServiceBreakers breakers;
  private final TimeLimits limits;

  UpstreamFilter(ServiceBreakers breakers, GatewaySettings settings) {
    this.breakers = breakers;
    this.limits = new TimeLimits(settings.times());
  }

  /// The filter of a route to the service.
  GatewayFilter of(Service service) {
    return (exchange, chain) -> ask(service, exchange, chain);
  }

  private Mono<Void> ask(Service service, ServerWebExchange exchange, GatewayFilterChain chain) {
    RequestKind kind = RequestKind.of(exchange.getRequest());
    List<String> prefer = exchange.getRequest().getHeaders().getOrEmpty("Prefer");
    Duration limit = limits.of(kind, prefer);
    CircuitBreaker breaker = breakers.of(service, kind);
    if (exchange.getRequest().getHeaders().containsKey(HttpHeaders.HOST)) {
      // Services see the address the client used, in links they make and in origin checks.
      exchange.getAttributes().put(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE, true);
    }
    Mono<Void> answer = Mono.defer(() -> once(breaker, exchange, chain)).timeout(limit);
    return (kind.isRepeatable() ? answer.retryWhen(again(exchange)) : answer)
        .onErrorMap(fault -> explain(service, exchange, fault));
  }

  private static Mono<Void> once(
      CircuitBreaker breaker, ServerWebExchange exchange, GatewayFilterChain chain) {
    if (!breaker.tryAcquirePermission()) {
      return Mono.error(Faults.unavailable());
    }
    long start = System.nanoTime();
    return chain
        .filter(exchange)
        .doOnSuccess(_ -> record(breaker, exchange.getResponse(), System.nanoTime() - start))
        .doOnError(fault -> record(breaker, fault, System.nanoTime() - start))
        .doOnCancel(breaker::releasePermission);
  }

  /// A service that refuses with a 503 of its own is there and knows what it does (Kafka may be
  /// away); any other 5xx says that it cannot do its work.
  private static void record(CircuitBreaker breaker, ServerHttpResponse response, long nanos) {
    HttpStatusCode status = response.getStatusCode();
    boolean failed =
        status != null
            && status.is5xxServerError()
            && !(status.value() == 503
                && MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(
                    response.getHeaders().getContentType()));
    if (failed) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException("answered " + status));
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static void record(CircuitBreaker breaker, Throwable fault, long nanos) {
    if (Faults.toRefusal(fault).code() == ErrorCode.SERVICE_UNAVAILABLE) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, fault);
    } else {
      breaker.releasePermission();
    }
  }

  private static Retry again(ServerWebExchange exchange) {
    return Retry.fixedDelay(1, BEFORE_RETRY)
        .filter(fault -> isUnanswered(fault) && !exchange.getResponse().isCommitted())
        .doBeforeRetry(_ -> ServerWebExchangeUtils.reset(exchange))
        .onRetryExhaustedThrow((_, signal) -> signal.failure());
  }

  /// Nobody listened, or the connection was closed before anything came back.
  private static boolean isUnanswered(Throwable fault) {
    return fault instanceof ConnectException
        || fault instanceof PrematureCloseException
        || fault instanceof AbortedException;
  }

  private static Throwable explain(Service service, ServerWebExchange exchange, Throwable fault) {
    ApiException refusal = Faults.toRefusal(fault);
    if (refusal.code() == ErrorCode.INTERNAL) {
      return fault;
    }
    if (refusal.code() == ErrorCode.SERVICE_UNAVAILABLE && refusal != fault) {
      try (var _ = MDC.putCloseable("requestId", RequestContext.of(exchange).requestId())) {
        log.warn("{} did not answer: {}", service.id(), fault.toString());
      }
    }
    return refusal;
  }
}
