package com.neighborbid.gateway.routing;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.request.RequestContext;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.util.retry.Retry;

/// Asks an instance of a service: with a time limit, through its circuit breaker, and another one
/// where nobody listens there; reads also a second time where nothing came back. What the service
/// answers passes unchanged, whatever it is; only the lack of an answer becomes a problem of the
/// gateway, always 503.
@Component
final class UpstreamFilter {

  private static final Logger log = LoggerFactory.getLogger(UpstreamFilter.class);
  private static final Duration BEFORE_RETRY = Duration.ofMillis(50);
  private static final String TRIED = UpstreamFilter.class.getName() + ".tried";

  private final ServiceBreakers breakers;
  private final Instances instances;
  private final TimeLimits limits;

  UpstreamFilter(ServiceBreakers breakers, Instances instances, GatewaySettings settings) {
    this.breakers = breakers;
    this.instances = instances;
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
    List<Instance> tried = new ArrayList<>();
    exchange.getAttributes().put(TRIED, tried);
    return Mono.defer(() -> once(service, breaker, exchange, chain))
        .timeout(limit)
        .retryWhen(again(service, kind, exchange))
        .onErrorMap(fault -> explain(service, exchange, fault));
  }

  private Mono<Void> once(
      Service service,
      CircuitBreaker breaker,
      ServerWebExchange exchange,
      GatewayFilterChain chain) {
    if (!breaker.tryAcquirePermission()) {
      return Mono.error(Faults.unavailable());
    }
    // A second question to the only one there is: it may have been a connection that just ended.
    Instance instance =
        instances
            .choose(service, tried(exchange))
            .orElseGet(() -> instances.of(service).getFirst());
    tried(exchange).add(instance);
    exchange.getAttributes().put(InstanceFilter.CHOSEN, instance);
    long start = System.nanoTime();
    instance.take();
    return chain
        .filter(exchange)
        .doOnSuccess(
            _ -> {
              instance.answered();
              answered(breaker, exchange.getResponse(), System.nanoTime() - start);
            })
        .doOnError(
            fault -> {
              if (Faults.isUnreached(fault)) {
                instances.failed(service, instance, fault.toString());
              }
              ServiceBreakers.failed(breaker, fault, System.nanoTime() - start);
            })
        .doOnCancel(breaker::releasePermission)
        .doFinally(_ -> instance.release());
  }

  private static List<Instance> tried(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(TRIED);
  }

  private static void answered(CircuitBreaker breaker, ServerHttpResponse response, long nanos) {
    HttpStatusCode status = response.getStatusCode();
    ServiceBreakers.answered(
        breaker,
        status == null ? 200 : status.value(),
        response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE),
        nanos);
  }

  /// Where nobody listened nothing was sent, so anything may be asked of another instance at once;
  /// of the same one only a read, once, after a moment.
  private Retry again(Service service, RequestKind kind, ServerWebExchange exchange) {
    return Retry.from(
        faults ->
            faults.concatMap(
                signal -> {
                  Throwable fault = signal.failure();
                  List<Instance> tried = tried(exchange);
                  boolean others = tried.size() < instances.of(service).size();
                  if (exchange.getResponse().isCommitted() || !isUnanswered(fault)) {
                    return Mono.error(fault);
                  }
                  if (others && (kind.isRepeatable() || Faults.isUnreached(fault))) {
                    ServerWebExchangeUtils.reset(exchange);
                    return Mono.just(true);
                  }
                  if (kind.isRepeatable() && signal.totalRetries() == 0) {
                    ServerWebExchangeUtils.reset(exchange);
                    return Mono.delay(BEFORE_RETRY).thenReturn(true);
                  }
                  return Mono.error(fault);
                }));
  }

  /// Nobody listened, or the connection was closed before anything came back.
  private static boolean isUnanswered(Throwable fault) {
    return Faults.isUnreached(fault)
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
