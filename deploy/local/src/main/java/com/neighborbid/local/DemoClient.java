package com.neighborbid.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The few calls of the public API that the demo data need. A part that is just waking up is asked
/// again for a while.
final class DemoClient implements AutoCloseable {
  /// A call was answered, but not as hoped.
  static final class Refused extends RuntimeException {
    private final int status;
    private final String code;

    Refused(String call, int status, JsonNode problem) {
      super("%s answered %d %s".formatted(call, status, problem));
      this.status = status;
      this.code = problem.path("code").asText();
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY_LIMIT = Duration.ofSeconds(30);
  private static final long RETRY_PAUSE_MS = 200;
  private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);
  private static final int NOT_FOUND = 404;
  private static final String BOUNDARY = "----neighborbid-demo";

  private final URI gateway;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  DemoClient(URI gateway) {
    this.gateway = gateway;
  }

  JsonNode get(String path) {
    return patiently("GET " + path, false, () -> send(request(path).GET().build()));
  }

  /// @param token who asks, or empty
  /// @param key the idempotency key, or empty
  JsonNode post(String path, String token, String key, Map<String, Object> body) {
    return patiently("POST " + path, false, () -> send(postRequest(path, token, key, body)));
  }

  /// As [#post], where what is asked for may come to be a moment later, such as a new wallet.
  JsonNode postOnceThere(String path, String token, String key, Map<String, Object> body) {
    return patiently("POST " + path, true, () -> send(postRequest(path, token, key, body)));
  }

  /// @param jpeg a picture
  JsonNode upload(String path, String token, byte[] jpeg) {
    return patiently("POST " + path, false, () -> send(uploadRequest(path, token, jpeg)));
  }

  private interface Call {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  private JsonNode patiently(String name, boolean mayAppear, Call call) {
    long end = System.nanoTime() + RETRY_LIMIT.toNanos();
    try {
      while (true) {
        HttpResponse<String> response = call.send();
        int status = response.statusCode();
        if (status < 300) {
          return parse(response.body());
        }
        boolean again = AGAIN.contains(status) || (mayAppear && status == NOT_FOUND);
        if (!again || System.nanoTime() - end >= 0) {
          throw new Refused(name, status, parse(response.body()));
        }
        Thread.sleep(RETRY_PAUSE_MS);
      }
    } catch (IOException e) {
      throw new StackException(name + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(name + " was interrupted", e);
    }
  }

  private HttpRequest postRequest(String path, String token, String key, Map<String, Object> body)
      throws IOException {
    HttpRequest.Builder request =
        request(path).POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private HttpRequest uploadRequest(String path, String token, byte[] jpeg) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
            .formatted(BOUNDARY);
    String tail = "\r\n--%s--\r\n".formatted(BOUNDARY);
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(
            HttpRequest.BodyPublishers.ofByteArrays(
                List.of(
                    head.getBytes(StandardCharsets.UTF_8),
                    jpeg,
                    tail.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode parse(String body) {
    try {
      JsonNode node = json.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
