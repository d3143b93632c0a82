package com.neighborbid.gateway.edge;

import com.github.benmanes.caffeine.cache.Ticker;
import com.neighborbid.gateway.config.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wiring of what the edge shares between HTTP and WebSocket.
@Configuration(proxyBeanMethods = false)
class EdgeConfig {

  @Bean
  RateLimiter rateLimiter(GatewaySettings settings) {
    return new RateLimiter(settings.limits(), Ticker.systemTicker());
  }
}
