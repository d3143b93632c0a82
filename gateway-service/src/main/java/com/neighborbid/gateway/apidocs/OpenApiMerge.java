package com.neighborbid.gateway.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Puts the OpenAPI documents of several services together into one.
///
/// Two services may use one name for different schemas: the later one is then renamed (`Item` →
/// `Item_wallet`), references included. What is not public is left out.
final class OpenApiMerge {

  private static final String COMPONENTS = "#/components/";

  private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
  private final ObjectNode paths;
  private final ObjectNode components;
  private final ArrayNode tags;
  private final Set<String> tagNames = new HashSet<>();

  /// Starts with an empty document.
  ///
  /// @param description what a reader should know, in Markdown
  OpenApiMerge(String description) {
    merged.put("openapi", "3.1.0");
    merged
        .putObject("info")
        .put("title", "NeighborBid")
        .put("version", "1")
        .put("description", description);
    merged.putArray("servers").addObject().put("url", "/");
    this.tags = merged.putArray("tags");
    this.paths = merged.putObject("paths");
    this.components = merged.putObject("components");
  }

  /// Adds what the document of a service describes.
  OpenApiMerge add(String service, JsonNode document) {
    if (document.path("openapi").asText("").startsWith("3.0")) {
      merged.put("openapi", "3.0.1");
    }
    Map<String, String> renamed = renames(service, document.path("components"));
    JsonNode own = rewritten(document, renamed);
    addComponents(own.path("components"), renamed);
    addPaths(own);
    for (JsonNode tag : own.path("tags")) {
      if (tagNames.add(tag.path("name").asText())) {
        tags.add(tag);
      }
    }
    return this;
  }

  ObjectNode document() {
    return merged;
  }

  /// Maps `#/components/schemas/Item` to its new address where another service owns the name.
  private Map<String, String> renames(String service, JsonNode theirs) {
    Map<String, String> renamed = new HashMap<>();
    theirs
        .properties()
        .forEach(
            section ->
                section
                    .getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          JsonNode taken = components.path(section.getKey()).path(entry.getKey());
                          if (!taken.isMissingNode() && !taken.equals(entry.getValue())) {
                            String address = COMPONENTS + section.getKey() + "/" + entry.getKey();
                            renamed.put(address, address + "_" + service);
                          }
                        }));
    return renamed;
  }

  private void addComponents(JsonNode theirs, Map<String, String> renamed) {
    theirs
        .properties()
        .forEach(
            section -> {
              ObjectNode target = components.withObject("/" + section.getKey());
              section
                  .getValue()
                  .properties()
                  .forEach(
                      entry -> {
                        String address = COMPONENTS + section.getKey() + "/" + entry.getKey();
                        String finalAddress = renamed.getOrDefault(address, address);
                        target.set(
                            finalAddress.substring(finalAddress.lastIndexOf('/') + 1),
                            entry.getValue());
                      });
            });
  }

  private void addPaths(JsonNode document) {
    JsonNode security = document.path("security");
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith("/internal") || path.getKey().startsWith("/actuator")) {
                return;
              }
              ObjectNode operations = paths.withObject(pointer(path.getKey()));
              path.getValue()
                  .properties()
                  .forEach(
                      operation -> {
                        if (!security.isMissingNode()
                            && operation.getValue() instanceof ObjectNode described
                            && !described.has("security")) {
                          described.set("security", security);
                        }
                        operations.set(operation.getKey(), operation.getValue());
                      });
            });
  }

  private static String pointer(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode rewritten(JsonNode node, Map<String, String> renamed) {
    if (renamed.isEmpty()) {
      return node.deepCopy();
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      "$ref".equals(field.getKey())
                          ? TextNode.valueOf(
                              renamed.getOrDefault(
                                  field.getValue().asText(), field.getValue().asText()))
                          : rewritten(field.getValue(), renamed)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(rewritten(item, renamed)));
      return copy;
    }
    return node;
  }
}
