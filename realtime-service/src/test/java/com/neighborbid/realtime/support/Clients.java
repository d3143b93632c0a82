package com.neighborbid.realtime.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Real sockets, as a browser or a program would open them.
public final class Clients {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Clients() {}

  public static Client connect(int port, String path) {
    return connect(port, path, builder -> builder);
  }

  public static Client connect(int port, String path, UnaryOperator<WebSocket.Builder> customizer) {
    Client client = new Client();
    client.socket =
        customizer
            .apply(HTTP.newWebSocketBuilder())
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), client)
            .join();
    return client;
  }

  public static Client withToken(int port, String path, String token) {
    return connect(port, path, builder -> builder.header("Authorization", "Bearer " + token));
  }

  /// One socket and all it heard.
  public static final class Client implements WebSocket.Listener, AutoCloseable {
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    @Override
    public void onOpen(WebSocket webSocket) {
      webSocket.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        try {
          heard.add(JSON.readTree(partial.toString()));
        } catch (Exception e) {
          throw new IllegalStateException("not JSON: " + partial, e);
        }
        partial.setLength(0);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(-1);
    }

    public void send(String text) {
      socket.sendText(text, true).join();
    }

    public WebSocket socket() {
      return socket;
    }

    /// The next message of one of these types; presence between is skipped, anything else is a
    /// failure.
    public JsonNode next(String... types) {
      List<String> wanted = List.of(types);
      while (true) {
        JsonNode message = next();
        String type = message.get("type").asText();
        if (wanted.contains(type)) {
          return message;
        }
        if (!type.equals("presence")) {
          throw new AssertionError("expected " + wanted + " but heard " + message);
        }
      }
    }

    /// The next message that is like this; all before it are skipped.
    public JsonNode find(Predicate<JsonNode> like) {
      List<JsonNode> skipped = new ArrayList<>();
      while (true) {
        JsonNode message;
        try {
          message = next();
        } catch (AssertionError e) {
          throw new AssertionError("not among " + skipped, e);
        }
        if (like.test(message)) {
          return message;
        }
        skipped.add(message);
      }
    }

    public JsonNode find(String type) {
      return find(message -> message.get("type").asText().equals(type));
    }

    public JsonNode next() {
      try {
        JsonNode message = heard.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
          throw new AssertionError("heard nothing; closed: " + closed);
        }
        return message;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /// What was heard and not asked for yet.
    public List<JsonNode> rest() {
      List<JsonNode> rest = new ArrayList<>();
      heard.drainTo(rest);
      return rest;
    }

    /// The code the server closes with.
    public int closeCode() {
      return closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
      return closed.isDone();
    }

    /// Goes without a word.
    public void leave() {
      socket.abort();
    }

    @Override
    public void close() {
      leave();
    }
  }
}
