package com.neighborbid.common.apidocs;

import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ErrorCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/// Adds to each operation how it may be refused: by what its parameters say, and by [Refuses]. What
/// a handler describes itself stays.
final class DocumentedRefusals implements OperationCustomizer {
  static final String PROBLEM = "Problem";

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    ApiResponses responses = operation.getResponses();
    TreeMap<Integer, Set<ErrorCode>> byStatus =
        codes(handler).stream()
            .collect(
                Collectors.groupingBy(
                    ErrorCode::status,
                    TreeMap::new,
                    Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class))));
    byStatus.forEach(
        (status, codes) -> {
          String key = Integer.toString(status);
          if (!responses.containsKey(key)) {
            responses.addApiResponse(key, refusal(codes));
          }
        });
    if (takes(handler, Caller.class)) {
      operation.addSecurityItem(new SecurityRequirement().addList("bearer"));
    }
    return operation;
  }

  private static Set<ErrorCode> codes(HandlerMethod handler) {
    Set<ErrorCode> codes = EnumSet.of(ErrorCode.TOO_MANY_REQUESTS);
    for (MethodParameter parameter : handler.getMethodParameters()) {
      Class<?> type = parameter.getParameterType();
      if (type == Caller.class || type == Optional.class) {
        codes.add(ErrorCode.UNAUTHORIZED);
      } else {
        codes.add(ErrorCode.VALIDATION_FAILED);
        codes.add(ErrorCode.MALFORMED_REQUEST);
      }
      if (parameter.hasParameterAnnotation(PathVariable.class)) {
        codes.add(ErrorCode.NOT_FOUND);
      }
      if (parameter.hasParameterAnnotation(RequestBody.class)) {
        codes.addAll(List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
      }
    }
    if (isForAdmins(handler)) {
      codes.add(ErrorCode.FORBIDDEN);
    }
    Refuses more = handler.getMethodAnnotation(Refuses.class);
    if (more != null) {
      codes.addAll(List.of(more.value()));
    }
    return codes;
  }

  private static boolean isForAdmins(HandlerMethod handler) {
    return Stream.<AnnotatedElement>of(handler.getBeanType(), handler.getMethod())
        .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class))
        .filter(Objects::nonNull)
        .flatMap(mapping -> Arrays.stream(mapping.path()))
        .anyMatch(path -> path.startsWith("/api/admin"));
  }

  private static boolean takes(HandlerMethod handler, Class<?> type) {
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (parameter.getParameterType() == type) {
        return true;
      }
    }
    return false;
  }

  private static ApiResponse refusal(Collection<ErrorCode> codes) {
    Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description(codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ")))
        .content(
            new Content()
                .addMediaType("application/problem+json", new MediaType().schema(problem)));
  }
}
