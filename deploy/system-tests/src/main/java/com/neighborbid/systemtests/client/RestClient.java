package com.neighborbid.systemtests.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Calls one address over HTTP. Safe for use by many threads.
public final class RestClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final Duration limit;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

  public RestClient(URI address) {
    this(address, LIMIT);
  }

  /// @param limit how long an answer is waited for; then it is unknown what became of the request
  public RestClient(URI address, Duration limit) {
    this.address = address;
    this.limit = limit;
  }

  public URI address() {
    return address;
  }

  /// Every answer so far, oldest first.
  public List<Reply> replies() {
    return List.copyOf(replies);
  }

  public Reply get(String path, @Nullable String token, String... headers) {
    return send("GET", path, token, null, headers);
  }

  /// @param headers names and values in turn
  public Reply post(String path, @Nullable String token, Map<String, ?> body, String... headers) {
    return send("POST", path, token, json(body), headers);
  }

  /// @param body as it is; null for none
  public Reply send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      String... headers) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(limit).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(method + " " + path, request.build());
  }

  /// Uploads a file as a browser's form does.
  public Reply upload(String path, String token, String fileName, byte[] file) {
    String boundary = "part-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, fileName);
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    return send("POST " + path, request);
  }

  /// @throws UncheckedIOException where there is no answer
  private Reply send(String call, HttpRequest request) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> raw = http.send(request, BodyHandlers.ofString());
      Reply reply =
          new Reply(
              call,
              raw.statusCode(),
              parse(raw.body()),
              raw.headers(),
              Duration.ofNanos(System.nanoTime() - start));
      replies.add(reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(call + " has no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + call, e);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + value, e);
    }
  }

  static JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
