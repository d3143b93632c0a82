package com.neighborbid.gateway.routing;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/// Puts the address of the instance that [UpstreamFilter] chose in the place of the route's, which
/// only names the service.
@Component
final class InstanceFilter implements GlobalFilter, Ordered {

  static final String CHOSEN = InstanceFilter.class.getName() + ".chosen";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Instance chosen = exchange.getAttribute(CHOSEN);
    URI url = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
    if (chosen != null && url != null) {
      URI address = chosen.address();
      if (url.getPort() != address.getPort() || !address.getHost().equals(url.getHost())) {
        URI there =
            UriComponentsBuilder.fromUri(url)
                .host(address.getHost())
                .port(address.getPort())
                .build(ServerWebExchangeUtils.containsEncodedParts(url))
                .toUri();
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, there);
      }
    }
    return chain.filter(exchange);
  }

  /// Right after the filter that writes the route's address.
  @Override
  public int getOrder() {
    return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
  }
}
