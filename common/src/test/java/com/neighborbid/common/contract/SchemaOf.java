package com.neighborbid.common.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;

/// The JSON Schema of a contract record, read off its components: what must be there, and of which
/// type.
final class SchemaOf {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// The only records whose amount is a signed change.
  private static final Set<String> SIGNED = Set.of("Adjust", "Adjusted");

  private SchemaOf() {}

  static ObjectNode record(String type, String path, Class<?> kind) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://neighborbid.example/contracts/" + path);
    schema.put("title", type);
    schema.setAll(object(kind));
    return schema;
  }

  private static ObjectNode object(Class<?> kind) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : kind.getRecordComponents()) {
      if (!Samples.isOptional(component)) {
        required.add(component.getName());
      }
      properties.set(
          component.getName(), value(kind, component.getName(), component.getGenericType()));
    }
    schema.put("additionalProperties", true);
    return schema;
  }

  private static JsonNode value(Class<?> owner, String name, Type type) {
    if (type instanceof ParameterizedType list) {
      ObjectNode array = JSON.objectNode().put("type", "array");
      array.set("items", value(owner, name, list.getActualTypeArguments()[0]));
      return array;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return object(plain);
    }
    if (plain.isEnum()) {
      ObjectNode text = JSON.objectNode().put("type", "string");
      ArrayNode values = text.putArray("enum");
      for (Object constant : plain.getEnumConstants()) {
        values.add(constant.toString());
      }
      return text;
    }
    return switch (plain.getSimpleName()) {
      case "long", "Long", "int", "Integer" -> integer(owner, name);
      case "boolean" -> JSON.objectNode().put("type", "boolean");
      case "UUID" -> JSON.objectNode().put("type", "string").put("format", "uuid");
      case "Instant" ->
          JSON.objectNode().put("type", "string").put("format", "date-time").put("pattern", "Z$");
      case "String" -> JSON.objectNode().put("type", "string").put("minLength", 1);
      default -> throw new AssertionError("no schema for " + name + " of type " + type);
    };
  }

  private static ObjectNode integer(Class<?> owner, String name) {
    ObjectNode integer = JSON.objectNode().put("type", "integer");
    if (name.equals("amount") && SIGNED.contains(owner.getSimpleName())) {
      return integer;
    }
    return integer.put("minimum", name.endsWith("Id") ? 1 : 0);
  }
}
