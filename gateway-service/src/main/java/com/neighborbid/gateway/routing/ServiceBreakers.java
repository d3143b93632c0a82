package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
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
