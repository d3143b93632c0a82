package com.neighborbid.common.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/// JSON is read literally: `"5"` and `5.0` are not 5, `null` is not 0, a name comes once.
///
/// Guessing what a client meant is fatal where amounts are money. Unknown members are ignored, so
/// that clients may be newer than the service.
final class JsonInput implements Jackson2ObjectMapperBuilderCustomizer {
  @Override
  public void customize(Jackson2ObjectMapperBuilder builder) {
    builder
        .featuresToEnable(
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
            StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
        .featuresToDisable(
            DeserializationFeature.ACCEPT_FLOAT_AS_INT,
            MapperFeature.ALLOW_COERCION_OF_SCALARS,
            // The source shown in messages could contain a password.
            StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature())
        .postConfigurer(JsonInput::refuseScalarsAsText);
  }

  private static void refuseScalarsAsText(ObjectMapper json) {
    json.coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }
}
