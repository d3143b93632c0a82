package com.neighborbid.gateway.websocket;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.edge.Paths;
import com.neighborbid.gateway.edge.RateLimiter;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.request.RequestContexts;
import com.neighborbid.gateway.routing.Instance;
import com.neighborbid.gateway.routing.Instances;
import com.neighborbid.gateway.routing.Service;
import com.neighborbid.gateway.websocket.NettyAnswers.Asked;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import reactor.netty.http.HttpResources;

/// The beginning of a WebSocket: check, connect to the service, hand its answer on.
///
/// The service is asked **before** the client gets its consent. So a client learns by the status of
/// the handshake that a room does not exist, or that the service is away (503), and the service
/// chooses the sub-protocol. And as long as nothing was answered, another instance can be asked.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
@Component
final class Handshakes {

  private static final Logger log = LoggerFactory.getLogger(Handshakes.class);
  private static final int REFUSAL_BYTES_MAX = 64 * 1024;

  private final RequestContexts contexts;
  private final RateLimiter limiter;
  private final NettyAnswers answers;
  private final LiveRelays relays;
  private final Instances instances;
  private final GatewaySettings.Times times;

  Handshakes(
      RequestContexts contexts,
      RateLimiter limiter,
      NettyAnswers answers,
      LiveRelays relays,
      Instances instances,
      GatewaySettings settings) {
    this.contexts = contexts;
    this.limiter = limiter;
    this.answers = answers;
    this.relays = relays;
    this.times = settings.times();
    this.instances = instances;
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
    } else if (!UpstreamHeads.isClear(request)) {
      answers.refuse(client, asked, ApiException.of(ErrorCode.MALFORMED_REQUEST));
    } else {
      FullHttpRequest upstream = UpstreamHeads.toService(request, asked.context());
      next(new Attempts(client, asked, upstream, new ArrayList<>()));
    }
  }

  /// A handshake on its way to a consent.
  ///
  /// @param tried the instances asked so far, the last is the one being asked
  record Attempts(
      ChannelHandlerContext client, Asked asked, FullHttpRequest request, List<Instance> tried) {}

  /// Asks an instance that was not asked yet.
  ///
  /// @return whether there is one
  boolean next(Attempts attempts) {
    Optional<Instance> chosen = instances.choose(Service.REALTIME, attempts.tried());
    if (chosen.isEmpty() || !attempts.client().channel().isActive()) {
      return false;
    }
    attempts.tried().add(chosen.get());
    connect(attempts, chosen.get());
    return true;
  }

  /// An instance did not answer: asks another one, or refuses where there is none.
  void unanswered(Attempts attempts, String reason) {
    instances.failed(Service.REALTIME, attempts.tried().getLast(), reason);
    if (!next(attempts) && attempts.client().channel().isActive()) {
      try (var _ = MDC.putCloseable("requestId", attempts.asked().context().requestId())) {
        log.warn("{} did not answer: {}", Service.REALTIME.id(), reason);
      }
      answers.refuse(attempts.client(), attempts.asked(), Faults.unavailable());
    }
  }

  private void connect(Attempts attempts, Instance instance) {
    Channel client = attempts.client().channel();
    instance.take();
    ChannelFuture connecting;
    try {
      connecting = open(attempts, client, instance);
    } catch (RuntimeException e) {
      instance.release();
      unanswered(attempts, e.toString());
      return;
    }
    releaseAtTheEnd(instance, connecting);
    connecting.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            String reason = connected.cause().toString();
            // A channel that could not even be made has no loop of its own.
            client.eventLoop().execute(() -> unanswered(attempts, reason));
          }
        });
  }

  /// Without a channel, as where no more files may be open, there is nothing that will be closed:
  /// the failure is the end.
  static void releaseAtTheEnd(Instance instance, ChannelFuture connecting) {
    connecting.addListener(
        connected -> {
          if (connected.isSuccess()) {
            connecting.channel().closeFuture().addListener(_ -> instance.release());
          } else {
            instance.release();
          }
        });
  }

  private ChannelFuture open(Attempts attempts, Channel client, Instance instance) {
    return new Bootstrap()
        // The client's own event loop: both ends of a relay share a thread.
        .group(client.eventLoop())
        .channel(client.getClass())
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
                    .addLast(new HandshakeAnswer(Handshakes.this, attempts, times.handshake()));
              }
            })
        .connect(instance.socketAddress());
  }

  NettyAnswers answers() {
    return answers;
  }

  LiveRelays relays() {
    return relays;
  }
}
