package com.neighborbid.gateway.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.routing.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// The OpenAPI document of the whole system, made from what the services say at this moment.
@Component
final class ApiDocs {

  private static final String DESCRIPTION =
      """
      All calls of NeighborBid. Amounts are whole won, times RFC 3339 UTC, errors RFC 9457 problem
      details with a stable `code`. Live rooms are at the WebSocket address
      `/ws/auction/{auctionId}/`.\
      """;

  /// A service makes its document when it is asked for it the first time.
  private static final Duration MADE_WITHIN = Duration.ofSeconds(30);

  private final GatewaySettings settings;
  private final ObjectMapper json;
  private final HttpClient client = HttpClient.create(ConnectionProvider.newConnection());

  ApiDocs(GatewaySettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  /// Fetches and merges. Services that do not answer are named in `x-missing-services`; where none
  /// answers the result is an error.
  Mono<ObjectNode> merged() {
    return Flux.fromIterable(List.of(Service.values()))
        .flatMapSequential(this::fetch)
        .collectList()
        .flatMap(
            documents ->
                documents.stream().allMatch(document -> document.content().isEmpty())
                    ? Mono.error(Faults.unavailable())
                    : Mono.just(merge(documents)));
  }

  private ObjectNode merge(List<Document> documents) {
    OpenApiMerge merge = new OpenApiMerge(DESCRIPTION).add("gateway", own());
    var missing = JsonNodeFactory.instance.arrayNode();
    for (Document document : documents) {
      document
          .content()
          .ifPresentOrElse(
              content -> merge.add(document.service().id(), content),
              () -> missing.add(document.service().id()));
    }
    ObjectNode merged = merge.document();
    return missing.isEmpty() ? merged : merged.set("x-missing-services", missing);
  }

  /// What the gateway answers by itself.
  private JsonNode own() {
    try (InputStream in = ApiDocs.class.getResourceAsStream("/openapi.json")) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From the first instance that answers; all say the same.
  private Mono<Document> fetch(Service service) {
    return Flux.fromIterable(service.addresses(settings.services()))
        .concatMap(this::fetch)
        .next()
        .map(bytes -> new Document(service, read(bytes)))
        .defaultIfEmpty(new Document(service, Optional.empty()));
  }

  private Mono<byte[]> fetch(URI instance) {
    return client
        .get()
        .uri(instance.resolve("/v3/api-docs"))
        .responseSingle(
            (response, body) ->
                response.status().code() == 200
                    ? body.asByteArray()
                    : body.asByteArray().then(Mono.<byte[]>empty()))
        .timeout(MADE_WITHIN)
        .onErrorComplete();
  }

  private Optional<JsonNode> read(byte[] bytes) {
    try {
      return Optional.of(json.readTree(bytes));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private record Document(Service service, Optional<JsonNode> content) {}
}
