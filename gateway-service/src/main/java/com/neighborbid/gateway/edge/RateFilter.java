package com.neighborbid.gateway.edge;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.request.RequestContext;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses an address that asks too often. Health and metrics are exempt: whoever watches over the
/// system must see it most clearly when it is busy.
@Component
@Order(EdgeOrder.RATE)
final class RateFilter implements WebFilter {

  private final RateLimiter limiter;

  RateFilter(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getRequest().getURI().getRawPath().startsWith("/actuator/")) {
      return chain.filter(exchange);
    }
    Duration pause = limiter.take(RequestContext.of(exchange).clientAddress());
    return pause.isZero()
        ? chain.filter(exchange)
        : Mono.error(ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(pause));
  }
}
