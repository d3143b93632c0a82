package com.neighborbid.gateway.edge;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.request.Networks;
import com.neighborbid.gateway.request.RequestContext;
import java.net.InetSocketAddress;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Keeps hidden what is not for the public: ambiguous paths, and the gateway's own operating
/// endpoints except its bare health. Metrics are for the listed networks, asking directly.
@Component
@Order(EdgeOrder.PATH)
final class PathFilter implements WebFilter {

  private static final Set<String> OPEN =
      Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
  private static final String METRICS = "/actuator/prometheus";

  private final Networks metricsFrom;

  PathFilter(GatewaySettings settings) {
    this.metricsFrom = Networks.of(settings.edge().metricsFrom());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getURI().getRawPath();
    boolean visible =
        Paths.isPlain(path)
            && (!path.startsWith("/actuator") || OPEN.contains(path) || mayMeasure(exchange, path));
    return visible ? chain.filter(exchange) : Mono.error(ApiException.of(ErrorCode.NOT_FOUND));
  }

  /// A reverse proxy on the same machine also connects from loopback; what it forwards is not
  /// local.
  private boolean mayMeasure(ServerWebExchange exchange, String path) {
    InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
    return path.equals(METRICS)
        && RequestContext.of(exchange).direct()
        && peer != null
        && peer.getAddress() != null
        && metricsFrom.contains(peer.getAddress());
  }
}
