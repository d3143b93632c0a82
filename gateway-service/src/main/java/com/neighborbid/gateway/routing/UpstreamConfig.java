package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is used towards the services: circuit breakers, and a client that does nothing behind the
/// gateway's back.
@Configuration(proxyBeanMethods = false)
class UpstreamConfig {

  @Bean
  CircuitBreakerRegistry circuitBreakerRegistry(GatewaySettings settings) {
    return CircuitBreakerRegistry.of(ServiceBreakers.config(settings.breaker()));
  }

  @Bean
  HttpClientCustomizer httpClientCustomizer(GatewaySettings settings) {
    GatewaySettings.Times times = settings.times();
    return client ->
        client
            // Whether a request may be sent twice is decided in UpstreamFilter, by its method.
            .disableRetry(true)
            // A body that stalls half way ends too; answers as such are limited per request.
            .responseTimeout(times.upload().plus(times.maxWait()));
  }
}
