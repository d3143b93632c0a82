package com.neighborbid.systemtests.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One WebSocket in a room. Remembers every message; whoever waits for one finds it whether it came
/// before or comes later. Safe for use by many threads.
public final class SocketClient implements AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(15);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Message> messages = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Consumer<Message> heard;
  private @Nullable WebSocket socket;

  /// Sends go out one after the other: the next waits for the one before.
  private CompletableFuture<String> lastSend = CompletableFuture.completedFuture("");

  private SocketClient(Consumer<Message> heard) {
    this.heard = heard;
  }

  /// Opens a socket.
  ///
  /// @param address of the gateway, `http://…`
  /// @param path such as `/ws/auction/1/`
  /// @param token empty for a viewer who is not signed in
  /// @param heard called with every message, on the socket's thread
  public static SocketClient open(
      URI address, String path, Optional<String> token, Consumer<Message> heard) {
    SocketClient client = new SocketClient(heard);
    URI target = URI.create("ws" + address.resolve(path).toString().substring("http".length()));
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(OPEN_LIMIT);
    token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    client.socket =
        builder
            .buildAsync(target, client.new Listener())
            .orTimeout(OPEN_LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
    return client;
  }

  /// Sends a message.
  ///
  /// @return when it was handed over, by `System.nanoTime()`
  public long send(Map<String, ?> message) {
    return sendText(RestClient.json(message));
  }

  /// Sends a text as it is.
  public synchronized long sendText(String text) {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not open yet");
    }
    long now = System.nanoTime();
    lastSend =
        lastSend
            .exceptionally(_ -> "")
            .thenCompose(_ -> open.sendText(text, true))
            .thenApply(_ -> text);
    return now;
  }

  /// Every message so far, oldest first.
  public List<Message> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  /// The first message that fits, waited for where it has not come yet.
  ///
  /// @throws AssertionError with all messages where none comes in time
  public Message await(Duration limit, Predicate<Message> fits) {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (messages) {
      int next = 0;
      while (true) {
        for (; next < messages.size(); next++) {
          if (fits.test(messages.get(next))) {
            return messages.get(next);
          }
        }
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new AssertionError(
              "no such message within %s; closed: %s; there were %s"
                  .formatted(limit, closed.getNow(0), messages));
        }
        try {
          messages.wait(leftMs);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting for a message", e);
        }
      }
    }
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /// The code with which the server closed; waited for.
  public int awaitClose(Duration limit) {
    return closed.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// Leaves the room.
  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        Message message = new Message(RestClient.parse(text.toString()), System.nanoTime());
        text.setLength(0);
        synchronized (messages) {
          messages.add(message);
          messages.notifyAll();
        }
        heard.accept(message);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        WebSocket webSocket, int statusCode, String reason) {
      closed.complete(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
