package com.neighborbid.common.apidocs;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/// The OpenAPI document of every service that has springdoc.
@AutoConfiguration
@ConditionalOnClass({SpringDocUtils.class, OpenAPI.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ApiDocsAutoConfiguration {
  /// How a [PageQuery] looks from outside.
  record PageParameters(
      @Parameter(description = DocumentedPages.LIMIT) @Nullable Integer limit,
      @Parameter(description = DocumentedPages.CURSOR) @Nullable String cursor) {}

  @Bean
  OpenAPI openApi(@Value("${spring.application.name}") String service) {
    // The caller comes from the token; it is not a parameter.
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class, PageQuery.class)
        // Where a handler calls it a parameter object.
        .replaceParameterObjectWithClass(PageQuery.class, PageParameters.class);
    return new OpenAPI()
        .info(new Info().title("NeighborBid " + service).version("1"))
        .components(
            new Components()
                .addSchemas(DocumentedRefusals.PROBLEM, problem())
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
  }

  @Bean
  DocumentedPages documentedPages() {
    return new DocumentedPages();
  }

  @Bean
  DocumentedRefusals documentedRefusals() {
    return new DocumentedRefusals();
  }

  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema())
            .addProperty("message", new StringSchema());
    return new ObjectSchema()
        .description("RFC 9457; `code` never changes with the language, further members may follow")
        .addProperty("type", new StringSchema().format("uri"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("code", new StringSchema())
        .addProperty("requestId", new StringSchema())
        .addProperty("errors", new ArraySchema().items(error));
  }
}
