package com.neighborbid.common.apidocs;

import com.neighborbid.common.web.PageQuery;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/// Describes how a list is asked for page by page: a [PageQuery] reads two parameters.
final class DocumentedPages implements OperationCustomizer {
  static final String LIMIT = "items of a page, 1 to 100; 20 where nothing is said";
  static final String CURSOR = "nextCursor of the page before";

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    boolean inPages =
        Arrays.stream(handler.getMethodParameters())
            .anyMatch(parameter -> parameter.getParameterType() == PageQuery.class);
    if (inPages && !isDescribed(operation.getParameters())) {
      operation.addParametersItem(
          new QueryParameter().name("limit").description(LIMIT).schema(new IntegerSchema()));
      operation.addParametersItem(
          new QueryParameter().name("cursor").description(CURSOR).schema(new StringSchema()));
    }
    return operation;
  }

  private static boolean isDescribed(@Nullable List<Parameter> parameters) {
    return parameters != null
        && parameters.stream().anyMatch(parameter -> "cursor".equals(parameter.getName()));
  }
}
