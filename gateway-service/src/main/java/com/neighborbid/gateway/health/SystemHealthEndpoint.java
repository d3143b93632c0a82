package com.neighborbid.gateway.health;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// `GET /health`.
@Configuration(proxyBeanMethods = false)
class SystemHealthEndpoint {

  @Bean
  RouterFunction<ServerResponse> healthRoute(SystemHealth health) {
    return RouterFunctions.route()
        .GET(
            "/health",
            _ ->
                health
                    .report()
                    .flatMap(
                        report ->
                            ServerResponse.status(
                                    report.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                                .contentType(MediaType.APPLICATION_JSON)
                                .cacheControl(CacheControl.noStore())
                                .bodyValue(report)))
        .build();
  }
}
