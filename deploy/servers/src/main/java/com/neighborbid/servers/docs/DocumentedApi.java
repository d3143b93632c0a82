package com.neighborbid.servers.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compares what a service answers with what its OpenAPI document says.
public final class DocumentedApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentedApi() {}

  /// What is missing: endpoints, their summaries, how they are refused; and what should not be
  /// there.
  ///
  /// @param endpoints such as `GET /api/things/{id}`; of these the ones below `/api` count
  /// @param document what `/v3/api-docs` answers
  public static List<String> gaps(Collection<String> endpoints, String document)
      throws JsonProcessingException {
    JsonNode docs = JSON.readTree(document);
    List<String> gaps = new ArrayList<>();
    List<String> api = endpoints.stream().filter(one -> one.contains(" /api/")).sorted().toList();
    if (api.isEmpty()) {
      gaps.add("no endpoints");
    }
    for (String endpoint : api) {
      int space = endpoint.indexOf(' ');
      JsonNode operation =
          docs.path("paths")
              .path(endpoint.substring(space + 1))
              .path(endpoint.substring(0, space).toLowerCase(Locale.ROOT));
      gaps.addAll(gapsOf(endpoint, operation, docs));
    }
    return gaps;
  }

  private static List<String> gapsOf(String endpoint, JsonNode operation, JsonNode docs) {
    if (operation.isMissingNode()) {
      return List.of(endpoint + " is not described");
    }
    List<String> gaps = new ArrayList<>();
    if (operation.path("summary").asText().isBlank()) {
      gaps.add(endpoint + " has no summary");
    }
    List<Map.Entry<String, JsonNode>> refusals =
        operation.path("responses").properties().stream()
            .filter(response -> response.getKey().startsWith("4"))
            .toList();
    if (refusals.isEmpty()) {
      gaps.add(endpoint + " has no refusals");
    }
    for (Map.Entry<String, JsonNode> refusal : refusals) {
      String schema =
          refusal.getValue().at("/content/application~1problem+json/schema/$ref").asText();
      if (schema.isEmpty() || docs.at(schema.substring(1)).isMissingNode()) {
        gaps.add(endpoint + " does not say how a " + refusal.getKey() + " looks");
      }
    }
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText();
      if (name.equals("caller") || name.equals("reader") || name.equals("page")) {
        gaps.add(endpoint + " shows " + name + " as a parameter");
      }
    }
    boolean secured = !operation.path("security").isEmpty();
    if (secured && !operation.path("responses").has("401")) {
      gaps.add(endpoint + " has no 401");
    }
    return gaps;
  }
}
