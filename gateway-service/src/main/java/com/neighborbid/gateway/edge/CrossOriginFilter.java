package com.neighborbid.gateway.edge;

import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.request.RequestIds;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets the pages of listed origins call the API. Other origins are not refused, they just get no
/// permission: their browser keeps the answer from them, and no cookie is involved that could act
/// for anybody.
@Component
@Order(EdgeOrder.CROSS_ORIGIN)
final class CrossOriginFilter implements WebFilter {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-None-Match, Prefer, Accept-Language, "
          + RequestIds.HEADER;
  private static final String EXPOSED =
      "Location, ETag, Retry-After, Preference-Applied, " + RequestIds.HEADER;
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> origins;

  CrossOriginFilter(GatewaySettings settings) {
    this.origins = Set.copyOf(settings.edge().allowedOrigins());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (origins.isEmpty()) {
      return chain.filter(exchange);
    }
    ServerHttpRequest request = exchange.getRequest();
    ServerHttpResponse response = exchange.getResponse();
    String origin = request.getHeaders().getOrigin();
    boolean allowed = origin != null && origins.contains(origin);
    response.beforeCommit(
        () -> {
          HttpHeaders headers = response.getHeaders();
          headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
          if (allowed) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
          }
          return Mono.empty();
        });
    return allowed && isPreflight(request) ? permit(response) : chain.filter(exchange);
  }

  private static boolean isPreflight(ServerHttpRequest request) {
    return HttpMethod.OPTIONS.equals(request.getMethod())
        && request.getHeaders().getAccessControlRequestMethod() != null;
  }

  private static Mono<Void> permit(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.NO_CONTENT);
    HttpHeaders headers = response.getHeaders();
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
    headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    return response.setComplete();
  }
}
