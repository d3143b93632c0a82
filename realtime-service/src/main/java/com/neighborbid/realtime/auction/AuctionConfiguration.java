package com.neighborbid.realtime.auction;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The way to auction-service; breaker and time limit are the instances named `auction`.
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = AuctionClient.class)
class AuctionConfiguration {
  private static final String NAME = "auction";

  @Bean
  AuctionCalls auctionCalls(
      AuctionClient client,
      CircuitBreakerRegistry breakers,
      TimeLimiterRegistry limits,
      ExecutorService blocking,
      Clock clock) {
    return new AuctionCalls(
        client,
        breakers.circuitBreaker(NAME),
        limits.timeLimiter(NAME),
        blocking,
        new WithoutRoom(clock));
  }
}
