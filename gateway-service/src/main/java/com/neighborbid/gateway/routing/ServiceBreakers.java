package com.neighborbid.gateway.routing;

import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.Problem;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.problem.Faults;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One circuit breaker per service and kind of request.
@Component
final class ServiceBreakers {

  private static final Logger log = LoggerFactory.getLogger(ServiceBreakers.class);

  private final CircuitBreakerRegistry registry;

  ServiceBreakers(CircuitBreakerRegistry registry, MeterRegistry meters) {
    this.registry = registry;
    registry.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry()));
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
  }

  CircuitBreaker of(Service service, RequestKind kind) {
    return registry.circuitBreaker(service.id() + "-" + kind.id());
  }

  /// A service that refuses with a 503 of its own is there and knows what it does (Kafka may be
  /// away); any other 5xx says that it cannot do its work.
  static void answered(
      CircuitBreaker breaker, int status, @Nullable String contentType, long nanos) {
    boolean refused =
        status == 503 && contentType != null && contentType.startsWith(Problem.MEDIA_TYPE);
    if (status >= 500 && !refused) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException("answered " + status));
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  static void failed(CircuitBreaker breaker, Throwable fault, long nanos) {
    if (Faults.toRefusal(fault).code() == ErrorCode.SERVICE_UNAVAILABLE) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, fault);
    } else {
      breaker.releasePermission();
    }
  }

  static CircuitBreakerConfig config(GatewaySettings.Breaker breaker) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(breaker.window())
        .minimumNumberOfCalls(breaker.minimumCalls())
        .failureRateThreshold(breaker.failureRatePercent())
        .waitDurationInOpenState(breaker.openFor())
        // One good answer is proof enough: the first caller after the pause brings a service back.
        .permittedNumberOfCallsInHalfOpenState(1)
        .build();
  }

  private static void watch(CircuitBreaker breaker) {
    breaker
        .getEventPublisher()
        .onStateTransition(
            change ->
                log.warn(
                    "circuit breaker {}: {}",
                    change.getCircuitBreakerName(),
                    change.getStateTransition()));
  }
}
