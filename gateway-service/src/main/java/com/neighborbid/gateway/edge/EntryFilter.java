package com.neighborbid.gateway.edge;

import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.gateway.request.RequestContexts;
import com.neighborbid.gateway.request.RequestIds;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Gives the request its context, the answer its request id, and the access log its line.
@Component
@Order(EdgeOrder.ENTRY)
final class EntryFilter implements WebFilter {

  private final RequestContexts contexts;
  private final AccessLog accessLog;

  EntryFilter(RequestContexts contexts, AccessLog accessLog) {
    this.contexts = contexts;
    this.accessLog = accessLog;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    RequestContext context =
        contexts.of(
            request.getRemoteAddress(), name -> request.getHeaders().getOrDefault(name, List.of()));
    context.attachTo(exchange);
    long startNanos = System.nanoTime();
    ServerHttpResponse response = exchange.getResponse();
    response.beforeCommit(
        () -> {
          response.getHeaders().set(RequestIds.HEADER, context.requestId());
          HttpStatusCode status = response.getStatusCode();
          accessLog.answered(
              context,
              request.getMethod().name(),
              request.getURI().getRawPath(),
              status == null ? 200 : status.value(),
              startNanos);
          return Mono.empty();
        });
    return chain.filter(exchange);
  }
}
