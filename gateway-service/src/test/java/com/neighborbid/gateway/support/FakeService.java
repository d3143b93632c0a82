package com.neighborbid.gateway.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/// A service as the gateway sees it: a port that answers. By default it says what reached it.
public final class FakeService {

  /// How a service answers.
  public interface Behaviour
      extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Behaviour behaviour = this::echo;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile DisposableServer server;
  private final int port;

  /// Starts at a free port.
  public FakeService(String name) {
    this.name = name;
    this.server = listen(0);
    this.port = ((InetSocketAddress) server.channel().localAddress()).getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /// Starts again where it was stopped, answers by echo and forgets its calls.
  public void reset() {
    if (server.isDisposed()) {
      server = listen(port);
    }
    behaviour = this::echo;
    calls.set(0);
  }

  public void behave(Behaviour next) {
    this.behaviour = next;
  }

  /// Stops listening and closes all connections, as a killed process would.
  public void stop() {
    connections.close().awaitUninterruptibly();
    server.disposeNow(Duration.ofSeconds(5));
  }

  public int calls() {
    return calls.get();
  }

  /// Answers with a status and a body of the given type.
  public static Publisher<Void> answer(
      HttpServerResponse response, int status, String type, String body) {
    return response.status(status).header("Content-Type", type).sendString(Mono.just(body));
  }

  private DisposableServer listen(int wanted) {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(wanted)
        .channelGroup(connections)
        .handle(
            (request, response) -> {
              calls.incrementAndGet();
              return behaviour.apply(request, response);
            })
        .bindNow();
  }

  private Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(
            body -> Mono.from(answer(response, 200, "application/json", describe(request, body))));
  }

  private String describe(HttpServerRequest request, String body) {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    seen.put("service", name);
    seen.put("method", request.method().name());
    seen.put("uri", request.uri());
    seen.put("bodyLength", body.length());
    ObjectNode headers = seen.putObject("headers");
    request
        .requestHeaders()
        .forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
    try {
      return JSON.writeValueAsString(seen);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
