package com.neighborbid.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import com.neighborbid.systemtests.ApiDocument.Operation;
import com.neighborbid.systemtests.ApiDocument.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Requests for an operation: as its document wants them, with things that exist, and then spoiled
/// in one or two places.
final class Guesses {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> RAW_ESCAPES =
      List.of("%00", "%ff", "%ed%a0%80", "%c0%80", "%0d%0a");

  /// Headers that some operation reads, with a value that is fine.
  private static final Map<String, String> HEADERS =
      Map.of(
          "Idempotency-Key", "key-1",
          "If-None-Match", "\"abc\"",
          "If-Modified-Since", "Sat, 21 Nov 2026 12:00:00 GMT",
          "Prefer", "wait=1",
          "Accept", "application/json",
          "Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8",
          "Range", "bytes=0-10",
          "X-Request-Id", "r-1",
          "X-Forwarded-For", "10.0.0.1",
          "Origin", "https://neighborbid.example");

  private final ApiDocument document;
  private final Known known;

  /// What there is: ids of things that exist, all of them made for this.
  record Known(List<Long> auctions, List<Long> users, long victim, String bidId, String username) {}

  /// A request before it is sent.
  ///
  /// @param target path and query, as they go over the wire
  /// @param body null for none
  record Guess(String method, String target, List<String> headers, byte @Nullable [] body) {}

  Guesses(ApiDocument document, Known known) {
    this.document = document;
    this.known = known;
  }

  Guess of(SplittableRandom random, Operation operation) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    List<String> headers = new ArrayList<>();
    for (Parameter parameter : operation.parameters()) {
      boolean odd = random.nextInt(4) == 0;
      String value = odd ? OddValues.text(random) : text(random, operation, parameter);
      switch (parameter.place()) {
        case "path" ->
            path = path.replace("{" + parameter.name() + "}", escaped(random, value, odd));
        case "query" -> {
          if (parameter.required() || random.nextInt(3) > 0) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(parameter.name())
                .append('=')
                .append(escaped(random, value, odd));
          }
        }
        default -> header(headers, parameter.name(), value);
      }
    }
    addPage(random, query);
    addHeaders(random, headers);
    byte[] body = body(random, operation, headers);
    return new Guess(operation.method(), path.replaceAll("[{}]", "") + query, headers, body);
  }

  private static void addPage(SplittableRandom random, StringBuilder query) {
    if (random.nextInt(6) == 0) {
      String name = random.nextBoolean() ? "cursor" : "limit";
      String value =
          random.nextBoolean() ? OddValues.text(random) : Mutations.of(random, "UkVDRU5UHzUfNQ");
      query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
    }
  }

  private static void addHeaders(SplittableRandom random, List<String> headers) {
    header(headers, "Idempotency-Key", UUID.randomUUID().toString());
    List<String> names = HEADERS.keySet().stream().sorted().toList();
    int more = random.nextInt(3);
    for (int i = 0; i < more; i++) {
      String name = names.get(random.nextInt(names.size()));
      String good = HEADERS.get(name);
      String value =
          switch (random.nextInt(4)) {
            case 0 -> good;
            case 1 -> OddValues.text(random);
            default -> Mutations.of(random, good);
          };
      header(headers, name, value);
    }
  }

  /// Only what the client sends at all; worse ones go over a bare connection.
  private static void header(List<String> headers, String name, String value) {
    String printable = value.replaceAll("[^\\x20-\\x7e]", "").strip();
    headers.add(name);
    headers.add(printable);
  }

  private byte @Nullable [] body(
      SplittableRandom random, Operation operation, List<String> headers) {
    if (operation.form()) {
      headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=part"));
      String form =
          "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
              + "Content-Type: image/png\r\n\r\n\u0089PNG\r\n\u001a\n....IHDR\r\n--part--\r\n";
      return Mutations.of(random, form.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (operation.body().isMissingNode()) {
      return null;
    }
    String type =
        random.nextInt(12) == 0
            ? Mutations.of(random, "application/json; charset=utf-8")
            : "application/json";
    header(headers, "Content-Type", type);
    JsonNode valid = value(random, operation, "", operation.body(), 0);
    return switch (random.nextInt(6)) {
      case 0 -> valid.toString().getBytes(StandardCharsets.UTF_8);
      case 1 -> Mutations.of(random, valid.toString().getBytes(StandardCharsets.UTF_8));
      default -> JsonMutations.of(random, valid).getBytes(StandardCharsets.UTF_8);
    };
  }

  private String text(SplittableRandom random, Operation operation, Parameter parameter) {
    JsonNode value = value(random, operation, parameter.name(), parameter.schema(), 0);
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private JsonNode value(
      SplittableRandom random, Operation operation, String name, JsonNode schema, int depth) {
    JsonNode described = document.resolved(schema);
    JsonNode choices = described.path("enum");
    if (!choices.isEmpty()) {
      return choices.get(random.nextInt(choices.size()));
    }
    String type =
        described.path("type").isArray()
            ? described.path("type").get(0).asText()
            : described.path("type").asText();
    return switch (type) {
      case "integer", "number" -> NODES.numberNode(number(random, operation, name));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> {
        ArrayNode array = NODES.arrayNode();
        if (depth < 4) {
          array.add(value(random, operation, name, described.path("items"), depth + 1));
        }
        yield array;
      }
      case "string" -> NODES.textNode(text(random, described.path("format").asText(), name));
      default -> object(random, operation, described, depth);
    };
  }

  private ObjectNode object(
      SplittableRandom random, Operation operation, JsonNode described, int depth) {
    ObjectNode object = NODES.objectNode();
    if (depth < 4) {
      described
          .path("properties")
          .properties()
          .forEach(
              one -> {
                if (random.nextInt(5) > 0) {
                  JsonNode _ =
                      object.set(
                          one.getKey(),
                          value(random, operation, one.getKey(), one.getValue(), depth + 1));
                }
              });
    }
    return object;
  }

  private long number(SplittableRandom random, Operation operation, String name) {
    String path = operation.path();
    return switch (name) {
      case "userId", "bidderId", "seller", "toUserId", "adminId" -> user(random, path);
      case "auctionId" -> auction(random);
      case "id" -> path.contains("/users/") ? user(random, path) : auction(random);
      case "startPrice", "amount", "price", "maxAmount", "instantPrice" ->
          1_000L * (1 + random.nextInt(60));
      case "bidUnit" -> 1_000;
      case "limit" -> 1 + random.nextInt(100);
      case "rating" -> 1 + random.nextInt(5);
      default -> random.nextInt(100);
    };
  }

  private long auction(SplittableRandom random) {
    return known.auctions().get(random.nextInt(known.auctions().size()));
  }

  private long user(SplittableRandom random, String path) {
    return path.contains("/admin/")
        ? known.victim()
        : known.users().get(random.nextInt(known.users().size()));
  }

  private String text(SplittableRandom random, String format, String name) {
    return switch (format) {
      case "date-time" -> Instant.now().plusSeconds(600 + random.nextInt(1_000)).toString();
      case "date" -> "2026-11-21";
      case "uuid" -> random.nextInt(3) > 0 ? known.bidId() : UUID.randomUUID().toString();
      default ->
          switch (name) {
            case "category" -> "digital";
            case "region" -> "KR/11/680";
            case "username" -> known.username();
            case "password", "newPassword", "currentPassword" -> "a password of somebody";
            // No address: mails that nobody asked for are limited for all tests together.
            case "email" -> "nobody at nowhere";
            case "url", "endpoint" -> "https://neighborbid.example/hook";
            case "sort" -> "recent";
            case "status" -> "ACTIVE";
            default -> "some text";
          };
    };
  }

  private static String escaped(SplittableRandom random, String value, boolean odd) {
    String escaped = encoded(value);
    return odd && random.nextInt(3) == 0
        ? escaped + RAW_ESCAPES.get(random.nextInt(RAW_ESCAPES.size()))
        : escaped;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
