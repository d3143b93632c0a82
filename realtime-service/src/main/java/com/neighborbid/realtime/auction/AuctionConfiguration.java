package com.neighborbid.realtime.auction;

import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The way to auction-service.
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = AuctionClient.class)
class AuctionConfiguration {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(2);
  private static final Duration OPEN_FOR = Duration.ofSeconds(1);

  @Bean
  AuctionCalls auctionCalls(
      AuctionClient client, MeterRegistry meters, ExecutorService blocking, Clock clock) {
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(breakerConfig());
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    CircuitBreaker breaker = breakers.circuitBreaker("auction-service");
    return new AuctionCalls(
        client, breaker, TimeLimiter.of(LONGEST_CALL), blocking, new WithoutRoom(clock));
  }

  private static CircuitBreakerConfig breakerConfig() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(20)
        .minimumNumberOfCalls(5)
        .failureRateThreshold(50)
        .waitDurationInOpenState(OPEN_FOR)
        .permittedNumberOfCallsInHalfOpenState(1)
        // That there is no such auction is an answer.
        .ignoreExceptions(FeignException.NotFound.class)
        .build();
  }
}
