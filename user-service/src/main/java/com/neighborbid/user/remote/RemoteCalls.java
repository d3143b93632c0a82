package com.neighborbid.user.remote;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks other services whose answer decides: without one the caller is told to come back.
@Component
public class RemoteCalls {
  private static final Logger log = LoggerFactory.getLogger(RemoteCalls.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final CircuitBreakerRegistry breakers;

  RemoteCalls(CircuitBreakerRegistry breakers) {
    this.breakers = breakers;
  }

  /// Whether it did not answer others lately, so that asking what is only nice to have would be in
  /// vain.
  ///
  /// @param service the name of its circuit breaker
  public boolean isAway(String service) {
    return breakers.circuitBreaker(service).getState() == CircuitBreaker.State.OPEN;
  }

  /// The answer, or empty where the other service knows of no such thing (404). Never call this
  /// within a transaction.
  ///
  /// @param service the name of its circuit breaker
  /// @throws ApiException SERVICE_UNAVAILABLE where nothing is known
  public <T> Optional<T> ask(String service, Supplier<T> call) {
    try {
      return Optional.of(breakers.circuitBreaker(service).executeSupplier(call));
    } catch (FeignException.NotFound _) {
      return Optional.empty();
    } catch (FeignException | CallNotPermittedException e) {
      log.warn("{} does not answer: {}", service, e.toString());
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(TRY_AGAIN);
    }
  }
}
