package com.neighborbid.gateway.apidocs;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// `GET /v3/api-docs` and the way to the page that shows it.
@Configuration(proxyBeanMethods = false)
class ApiDocsEndpoint {

  private static final URI PAGE = URI.create("/swagger-ui/index.html");

  @Bean
  RouterFunction<ServerResponse> apiDocsRoutes(ApiDocs docs) {
    return RouterFunctions.route()
        .GET(
            "/v3/api-docs",
            _ ->
                docs.merged()
                    .flatMap(
                        document ->
                            ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(document)))
        .GET("/swagger-ui.html", _ -> ServerResponse.temporaryRedirect(PAGE).build())
        .GET("/swagger-ui", _ -> ServerResponse.temporaryRedirect(PAGE).build())
        .build();
  }
}
