package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.edge.UpstreamHeaders;
import com.neighborbid.gateway.request.RequestContext;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/// Applies [UpstreamHeaders] to what is sent to a service over HTTP.
@Component
final class UpstreamHeadersFilter implements HttpHeadersFilter, Ordered {

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    HttpHeaders upstream = new HttpHeaders();
    input.forEach(
        (name, values) -> {
          if (UpstreamHeaders.passes(name)) {
            upstream.put(name, values);
          }
        });
    UpstreamHeaders.about(RequestContext.of(exchange)).forEach(upstream::set);
    return upstream;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
