package com.neighborbid.gateway.websocket;

import static com.neighborbid.gateway.support.FakeService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.neighborbid.gateway.support.GatewayIntegration;
import com.neighborbid.gateway.support.RawConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

class WebSocketIT extends GatewayIntegration {

  private static final WebsocketServerSpec BEARER =
      WebsocketServerSpec.builder().protocols("bearer").build();

  @ParameterizedTest
  @ValueSource(strings = {"/ws/auction/1", "/ws/auction/1/", "/ws/auction/1/?since=41"})
  void relaysBothWaysOnEveryFormOfTheAddress(String path) {
    AtomicReference<String> uri = new AtomicReference<>();
    REALTIME.behave(
        (request, response) -> {
          uri.set(request.uri());
          return echoSocket(response);
        });
    Viewer viewer = Viewer.connect(port, path);
    viewer.socket.sendText("hello", true);
    await().until(() -> viewer.messages.contains("echo hello"));
    assertThat(uri).hasValue(path);
  }

  @Test
  void deliversWhatTheServiceSendsTogetherWithItsConsent() {
    REALTIME.behave(
        (_, response) ->
            response.sendWebsocket(
                (_, out) -> out.sendString(Flux.just("snapshot", "update")).neverComplete()));
    Viewer viewer = Viewer.connect(port, "/ws/auction/1/");
    await().until(() -> viewer.messages.size() == 2);
    assertThat(viewer.messages).containsExactly("snapshot", "update");
  }

  @Test
  void relaysLargeMessagesInOrder() {
    REALTIME.behave((_, response) -> echoSocket(response));
    Viewer viewer = Viewer.connect(port, "/ws/auction/1/");
    String large = "x".repeat(60_000);
    for (int i = 0; i < 20; i++) {
      viewer.socket.sendText(i + large, true).join();
    }
    await().until(() -> viewer.messages.size() == 20);
    assertThat(viewer.messages.stream().map(text -> text.substring(5, text.indexOf('x'))))
        .containsExactly(
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
            "16", "17", "18", "19");
  }

  @ParameterizedTest
  @ValueSource(ints = {4400, 4401, 4403, 4404, 4408, 4429, 1012})
  void closeCodesOfTheServiceReachTheClient(int code) {
    REALTIME.behave(
        (_, response) -> response.sendWebsocket((_, out) -> out.sendClose(code, "because")));
    Viewer viewer = Viewer.connect(port, "/ws/auction/1/");
    await().until(() -> viewer.closeCode.get() == code);
    assertThat(viewer.closeReason).hasValue("because");
  }

  @Test
  void closeCodesOfTheClientReachTheService() {
    AtomicInteger seen = new AtomicInteger();
    REALTIME.behave(
        (_, response) ->
            response.sendWebsocket(
                (in, _) ->
                    in.receiveCloseStatus().doOnNext(status -> seen.set(status.code())).then()));
    Viewer.connect(port, "/ws/auction/1/").socket.sendClose(4321, "bye");
    await().untilAsserted(() -> assertThat(seen).hasValue(4321));
  }

  @Test
  void theServiceChoosesTheSubProtocolAndSeesTokenAndOrigin() {
    AtomicReference<String> protocols = new AtomicReference<>();
    AtomicReference<String> origin = new AtomicReference<>();
    AtomicReference<String> authorization = new AtomicReference<>();
    REALTIME.behave(
        (request, response) -> {
          protocols.set(request.requestHeaders().get("Sec-WebSocket-Protocol"));
          origin.set(request.requestHeaders().get("Origin"));
          authorization.set(request.requestHeaders().get("Authorization"));
          return response.sendWebsocket((_, out) -> out.neverComplete(), BEARER);
        });
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("bearer", "token.of.mina")
            .header("Origin", "http://shop.example")
            .header("Authorization", "Bearer token.of.mina")
            .buildAsync(address(port, "/ws/auction/1/"), new Viewer())
            .join();
    assertThat(socket.getSubprotocol()).isEqualTo("bearer");
    assertThat(protocols.get()).contains("bearer").contains("token.of.mina");
    assertThat(origin).hasValue("http://shop.example");
    assertThat(authorization).hasValue("Bearer token.of.mina");
  }

  @Test
  void theServiceSeesTheRealAddressAndTheRequestId() {
    AtomicReference<String> forwarded = new AtomicReference<>();
    AtomicReference<String> id = new AtomicReference<>();
    REALTIME.behave(
        (request, response) -> {
          forwarded.set(request.requestHeaders().get("X-Forwarded-For"));
          id.set(request.requestHeaders().get("X-Request-Id"));
          return echoSocket(response);
        });
    HTTP.newWebSocketBuilder()
        .header("X-Forwarded-For", "6.6.6.6")
        .header("X-Request-Id", "my-own-id")
        .buildAsync(address(port, "/ws/auction/1/"), new Viewer())
        .join();
    assertThat(forwarded).hasValue("127.0.0.1");
    assertThat(id).hasValue("my-own-id");
  }

  @Test
  void refusalsOfTheServicePassUnchanged() {
    REALTIME.behave(
        (_, response) ->
            answer(response, 401, "application/problem+json", "{\"code\":\"UNAUTHORIZED\"}"));
    HttpResponse<?> refusal = refusal(port, "/ws/auction/1/");
    assertThat(refusal.statusCode()).isEqualTo(401);
    assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void aServiceThatIsAwayIs503OnTheHandshake() {
    REALTIME.stop();
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(handshake("/ws/auction/1/"));
      String head = raw.head();
      assertThat(head)
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("Retry-After: 2")
          .containsIgnoringCase("content-type: application/problem+json");
      assertThat(raw.rest()).contains("\"code\":\"SERVICE_UNAVAILABLE\"").contains("requestId");
    }
  }

  @Test
  void aServiceThatDoesNotAnswerIs503OnTheHandshake() {
    REALTIME.behave((_, _) -> Mono.never());
    assertThat(refusal(port, "/ws/auction/1/").statusCode()).isEqualTo(503);
  }

  @Test
  void aServiceThatHangsUpIs503OnTheHandshake() {
    REALTIME.behave(
        (_, response) -> {
          response.withConnection(connection -> connection.dispose());
          return Mono.never();
        });
    assertThat(refusal(port, "/ws/auction/1/").statusCode()).isEqualTo(503);
  }

  @Test
  void viewersOfAKilledServiceAreToldToComeBack() {
    REALTIME.behave(
        (_, response) ->
            response.sendWebsocket(
                (_, out) -> out.sendString(Mono.just("snapshot")).neverComplete()));
    Viewer viewer = Viewer.connect(port, "/ws/auction/1/");
    await().until(() -> viewer.messages.contains("snapshot"));
    REALTIME.stop();
    await().until(() -> viewer.closeCode.get() == 1012);
  }

  @Test
  void theServiceLearnsThatAViewerLeft() {
    AtomicInteger left = new AtomicInteger();
    REALTIME.behave(
        (_, response) ->
            response.sendWebsocket(
                (in, out) -> {
                  in.withConnection(connection -> connection.onDispose(left::incrementAndGet));
                  return out.neverComplete();
                }));
    Viewer.connect(port, "/ws/auction/1/").socket.abort();
    await().untilAsserted(() -> assertThat(left).hasValue(1));
  }

  @Test
  void anAmbiguousPathIsNotRelayed() {
    try (RawConnection raw = new RawConnection(port)) {
      raw.send(handshake("/ws/../internal/rooms"));
      assertThat(raw.head()).startsWith("HTTP/1.1 404");
    }
    assertThat(REALTIME.calls()).isZero();
  }

  @Test
  void aRequestToARoomThatIsNoHandshakeGetsTheServicesAnswer() {
    REALTIME.behave(
        (request, response) ->
            request.requestHeaders().contains("Upgrade")
                ? response.sendNotFound()
                : answer(response, 426, "application/problem+json", "{\"status\":426}"));
    HttpResponse<?> refused = get("/ws/auction/1/");
    assertThat(refused.statusCode()).isEqualTo(426);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void aHandshakeMayFollowAnHttpRequestOnTheSameConnection() {
    REALTIME.behave((_, response) -> echoSocket(response));
    try (RawConnection raw = new RawConnection(port)) {
      raw.send("GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\n\r\n");
      raw.head();
      raw.bytes("{\"status\":\"UP\"}".length());
      raw.send(handshake("/ws/auction/1/"));
      assertThat(raw.head()).startsWith("HTTP/1.1 101");
    }
  }

  private static org.reactivestreams.Publisher<Void> echoSocket(HttpServerResponse response) {
    return response.sendWebsocket(
        (in, out) ->
            out.sendString(
                in.aggregateFrames(100_000).receive().asString().map(text -> "echo " + text)),
        WebsocketServerSpec.builder().maxFramePayloadLength(100_000).build());
  }

  private static String handshake(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  private static URI address(int port, String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  private static HttpResponse<?> refusal(int port, String path) {
    AtomicReference<HttpResponse<?>> response = new AtomicReference<>();
    assertThatThrownBy(() -> Viewer.connect(port, path))
        .isInstanceOf(CompletionException.class)
        .satisfies(
            fault -> response.set(((WebSocketHandshakeException) fault.getCause()).getResponse()));
    return response.get();
  }

  /// A browser tab, as it were.
  private static final class Viewer implements WebSocket.Listener {

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger closeCode = new AtomicInteger();
    private final AtomicReference<String> closeReason = new AtomicReference<>();
    private WebSocket socket;

    static Viewer connect(int port, String path) {
      Viewer viewer = new Viewer();
      viewer.socket =
          HTTP.newWebSocketBuilder()
              .connectTimeout(Duration.ofSeconds(10))
              .buildAsync(address(port, path), viewer)
              .join();
      return viewer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeReason.set(reason);
      closeCode.set(code);
      return null;
    }
  }
}
