package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.BooleanSpec;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Which service serves which public path; the first that fits. What is not listed does not exist.
///
/// A route names the service by the address of its first instance; which one is asked is chosen for
/// each request, see [UpstreamFilter].
///
/// Handshakes of WebSockets do not come here: they leave the HTTP pipeline before it begins, see
/// the package `websocket`. What else is asked of a room is answered by the service: 400, 405 or
/// 426.
@Configuration(proxyBeanMethods = false)
class Routes {

  private final GatewaySettings.Services services;
  private final UpstreamFilter upstream;

  Routes(GatewaySettings settings, UpstreamFilter upstream) {
    this.services = settings.services();
    this.upstream = upstream;
  }

  @Bean
  RouteLocator routeLocator(RouteLocatorBuilder builder) {
    return builder
        .routes()
        .route(
            "auction-review",
            route ->
                to(
                    Service.USER,
                    route.method(HttpMethod.POST).and().path("/api/auctions/{auctionId}/review")))
        .route(
            "auction",
            route ->
                to(
                    Service.AUCTION,
                    route.path(
                        "/api/auctions/**",
                        "/api/admin/auctions/**",
                        "/api/admin/maintenance",
                        "/api/admin/reports/**",
                        "/api/admin/statistics/**",
                        "/api/admin/auction-audit",
                        "/api/bids/**",
                        "/api/ledger/**",
                        "/api/me/bids/**",
                        "/api/me/auctions/**",
                        "/api/me/watchlist/**",
                        "/api/me/blocked-bidders/**",
                        "/api/me/reported-auctions",
                        "/api/me/reports/**",
                        "/api/images/**",
                        "/api/regions/**",
                        "/api/categories/**")))
        .route(
            "wallet",
            route ->
                to(
                    Service.WALLET,
                    route.path(
                        "/api/wallet/**",
                        "/api/admin/wallets/**",
                        "/api/admin/payments/**",
                        "/api/admin/wallet-audit")))
        .route(
            "user",
            route ->
                to(
                    Service.USER,
                    route.path(
                        "/api/auth/**",
                        "/api/users/**",
                        "/api/notifications/**",
                        "/api/me/**",
                        "/api/admin/users/**",
                        "/api/admin/audit",
                        "/api/admin/signing-keys/**",
                        "/api/admin/dead-letters/**",
                        "/.well-known/**")))
        .route("no-handshake", route -> to(Service.REALTIME, route.path("/ws/**")))
        .route("user-docs", route -> docs(Service.USER, route))
        .route("wallet-docs", route -> docs(Service.WALLET, route))
        .route("auction-docs", route -> docs(Service.AUCTION, route))
        .route("realtime-docs", route -> docs(Service.REALTIME, route))
        .build();
  }

  private Buildable<Route> to(Service service, BooleanSpec path) {
    return path.filters(filters -> filters.filter(upstream.of(service)))
        .uri(service.addresses(services).getFirst());
  }

  private Buildable<Route> docs(Service service, PredicateSpec route) {
    return route
        .path("/v3/api-docs/" + service.id())
        .filters(filters -> filters.setPath("/v3/api-docs").filter(upstream.of(service)))
        .uri(service.addresses(services).getFirst());
  }
}
