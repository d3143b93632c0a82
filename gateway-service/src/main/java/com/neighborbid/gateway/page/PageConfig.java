package com.neighborbid.gateway.page;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Serves the web page and the files of the API page. Browsers ask each time whether a file
/// changed: a new version is seen at once, an old one costs no transfer.
@Configuration(proxyBeanMethods = false)
class PageConfig implements WebFluxConfigurer {

  private final String swaggerFiles;

  PageConfig(@Value("${neighborbid.swagger-ui-version}") String swaggerVersion) {
    this.swaggerFiles = "classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerVersion + "/";
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/swagger-ui/**")
        .addResourceLocations("classpath:/swagger-ui/", swaggerFiles)
        .setCacheControl(CacheControl.noCache());
    registry
        .addResourceHandler("/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.noCache());
  }

  @Bean
  RouterFunction<ServerResponse> pageRoute() {
    ClassPathResource page = new ClassPathResource("static/index.html");
    return RouterFunctions.route()
        .GET(
            "/",
            _ ->
                ServerResponse.ok()
                    .contentType(MediaType.TEXT_HTML)
                    .cacheControl(CacheControl.noCache())
                    .bodyValue(page))
        .build();
  }
}
