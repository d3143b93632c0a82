package com.neighborbid.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the gateway says that can be asked.
final class ApiDocument {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final JsonNode document;

  ApiDocument(JsonNode document) {
    this.document = document;
  }

  /// Something that can be asked.
  ///
  /// @param path with its parameters in braces
  /// @param body the schema of the JSON body; missing where there is none
  /// @param form whether it takes a form with a file instead
  record Operation(
      String method, String path, List<Parameter> parameters, JsonNode body, boolean form) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// @param place `path`, `query` or `header`
  record Parameter(String name, String place, JsonNode schema, boolean required) {}

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(one -> METHODS.contains(one.getKey()))
                    .forEach(
                        one ->
                            operations.add(
                                operation(one.getKey(), path.getKey(), one.getValue()))));
    return operations;
  }

  private Operation operation(String method, String path, JsonNode described) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : described.path("parameters")) {
      JsonNode one = resolved(parameter);
      parameters.add(
          new Parameter(
              one.path("name").asText(),
              one.path("in").asText(),
              one.path("schema"),
              one.path("required").asBoolean()));
    }
    JsonNode content = described.path("requestBody").path("content");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        content.path("application/json").path("schema"),
        content.has("multipart/form-data"));
  }

  /// What a reference stands for.
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
  }
}
