package com.neighborbid.common.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The one JSON dialect of everything the services say to each other: absent instead of null,
/// ISO-8601 UTC instants, unknown fields ignored by readers so that writers may add. A component
/// that is not `@Nullable` must be there.
public final class ContractJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new StorableValues())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new RequiredComponents())
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private ContractJson() {}

  /// Encodes a contract record.
  ///
  /// @throws UncheckedIOException never for a contract record; it would be a bug in the record
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Decodes a contract record.
  ///
  /// @param json null where a record of a log has no value
  /// @throws MalformedContractException if the bytes are not such a record
  public static <T> T read(byte @Nullable [] json, Class<T> type) {
    if (json == null) {
      throw new MalformedContractException("nothing instead of a " + type.getSimpleName(), null);
    }
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new MalformedContractException("null instead of a " + type.getSimpleName(), null);
      }
      return value;
    } catch (IOException e) {
      throw new MalformedContractException("not a " + type.getSimpleName(), e);
    }
  }
}
