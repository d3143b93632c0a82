package com.neighborbid.gateway.websocket;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.edge.Paths;
import com.neighborbid.gateway.edge.RateLimiter;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.request.RequestContexts;
import com.neighborbid.gateway.routing.Service;
import com.neighborbid.gateway.websocket.NettyAnswers.Asked;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import reactor.netty.http.HttpResources;

/// The beginning of a WebSocket: check, connect to the service, hand its answer on.
///
/// The service is asked **before** the client gets its consent. So a client learns by the status of
/// the handshake that a room does not exist, or that the service is away (503), and the service
/// chooses the sub-protocol.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
@Component
final class Handshakes {

  private static final Logger log = LoggerFactory.getLogger(Handshakes.class);
  private static final int REFUSAL_BYTES_MAX = 64 * 1024;
  private static final int HTTP_PORT = 80;

  private final RequestContexts contexts;
  private final RateLimiter limiter;
  private final NettyAnswers answers;
  private final LiveRelays relays;
  private final GatewaySettings.Times times;
  private final InetSocketAddress service;

  Handshakes(
      RequestContexts contexts,
      RateLimiter limiter,
      NettyAnswers answers,
      LiveRelays relays,
      GatewaySettings settings) {
    this.contexts = contexts;
    this.limiter = limiter;
    this.answers = answers;
    this.relays = relays;
    this.times = settings.times();
    URI address = Service.REALTIME.address(settings.services());
    int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
    this.service = InetSocketAddress.createUnresolved(address.getHost(), port);
  }

  /// Takes a handshake over. From here on the client's connection ends with a refusal or becomes a
  /// relay.
  void begin(ChannelHandlerContext client, HttpRequest request) {
    Asked asked =
        Asked.of(contexts.of(client.channel().remoteAddress(), request.headers()::getAll), request);
    Duration pause = limiter.take(asked.context().clientAddress());
    if (!pause.isZero()) {
      answers.refuse(
          client, asked, ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(pause));
    } else if (!Paths.isPlain(asked.path())) {
      answers.refuse(client, asked, ApiException.of(ErrorCode.NOT_FOUND));
    } else {
      connect(client, asked, UpstreamHeads.toService(request, asked.context()));
    }
  }

  private void connect(ChannelHandlerContext client, Asked asked, FullHttpRequest request) {
    new Bootstrap()
        // The client's own event loop: both ends of a relay share a thread.
        .group(client.channel().eventLoop())
        .channel(client.channel().getClass())
        .resolver(HttpResources.get().getOrCreateDefaultResolver())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) times.connect().toMillis())
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel upstream) {
                upstream
                    .pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(REFUSAL_BYTES_MAX))
                    .addLast(
                        new HandshakeAnswer(
                            client, asked, request, answers, relays, times.handshake()));
              }
            })
        .connect(service)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                refuseUnavailable(client, asked, connected.cause());
              }
            });
  }

  private void refuseUnavailable(ChannelHandlerContext client, Asked asked, Throwable cause) {
    try (var _ = MDC.putCloseable("requestId", asked.context().requestId())) {
      log.warn("{} did not answer: {}", Service.REALTIME.id(), cause.toString());
    }
    answers.refuse(client, asked, Faults.unavailable());
  }
}
