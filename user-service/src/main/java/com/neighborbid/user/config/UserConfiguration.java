package com.neighborbid.user.config;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.outbox.OutboxSettings;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UserConfiguration {
  /// How a [PageQuery] looks from outside.
  record PageParameters(
      @Parameter(description = "items of a page, 1 to 100; 20 where nothing is said")
          @Nullable Integer limit,
      @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {}

  @Bean
  Ids ids() {
    return UUID::randomUUID;
  }

  /// For secrets: cannot be guessed from what it gave before.
  @Bean
  RandomGenerator secureRandom() {
    return new SecureRandom();
  }

  @Bean
  OutboxSettings outboxSettings(UserProperties properties) {
    UserProperties.Outbox outbox = properties.outbox();
    return new OutboxSettings(
        properties.kafka().bootstrap(),
        properties.instance(),
        outbox.pollInterval(),
        outbox.lockPause(),
        outbox.failurePause(),
        outbox.keepSent());
  }

  @Bean
  OpenAPI openApi() {
    // The caller comes from the token; it is not a parameter.
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class)
        .replaceParameterObjectWithClass(PageQuery.class, PageParameters.class);
    return new OpenAPI()
        .info(new Info().title("NeighborBid users").version("1"))
        .components(
            new Components()
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
  }
}
