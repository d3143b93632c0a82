package com.neighborbid.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Tells browsers to be strict with every answer, whoever made it.
@Component
@Order(EdgeOrder.ANSWER_HEADERS)
final class AnswerHeadersFilter implements WebFilter {

  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  /// The API page styles itself inline.
  private static final String API_PAGE_POLICY =
      PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String policy = policy(exchange.getRequest().getURI().getRawPath());
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          write(response.getHeaders(), policy);
          return Mono.empty();
        });
    return chain.filter(exchange);
  }

  private static void write(HttpHeaders headers, String policy) {
    StrictHeaders.of(policy).forEach(headers::set);
    headers.remove(HttpHeaders.SERVER);
  }

  private static String policy(String path) {
    if (path.startsWith("/swagger-ui")) {
      return API_PAGE_POLICY;
    }
    boolean data =
        path.startsWith("/api/")
            || path.startsWith("/v3/")
            || path.startsWith("/actuator/")
            || path.startsWith("/.well-known/")
            || path.equals("/health");
    return data ? StrictHeaders.DATA_POLICY : PAGE_POLICY;
  }
}
