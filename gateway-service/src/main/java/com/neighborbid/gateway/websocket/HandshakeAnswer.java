package com.neighborbid.gateway.websocket;

import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.routing.Service;
import com.neighborbid.gateway.websocket.NettyAnswers.Asked;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.netty.NettyPipeline;

/// Sits on the connection to the service until it has answered the handshake: joins the two
/// connections on its consent, passes its refusal on, and refuses with 503 where there is neither.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
final class HandshakeAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

  private static final Logger log = LoggerFactory.getLogger(HandshakeAnswer.class);

  private final ChannelHandlerContext client;
  private final Asked asked;
  private final FullHttpRequest request;
  private final NettyAnswers answers;
  private final LiveRelays relays;
  private final Duration limit;
  private @Nullable Future<?> deadline;
  private boolean decided;

  HandshakeAnswer(
      ChannelHandlerContext client,
      Asked asked,
      FullHttpRequest request,
      NettyAnswers answers,
      LiveRelays relays,
      Duration limit) {
    this.client = client;
    this.asked = asked;
    this.request = request;
    this.answers = answers;
    this.relays = relays;
    this.limit = limit;
  }

  @Override
  public void channelActive(ChannelHandlerContext upstream) {
    if (!client.channel().isActive()) {
      decided = true;
      upstream.close();
      return;
    }
    client.channel().closeFuture().addListener(_ -> upstream.close());
    deadline =
        upstream
            .executor()
            .schedule(
                () -> fail(upstream, "no answer within " + limit),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    upstream.writeAndFlush(request);
    upstream.read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext upstream, FullHttpResponse answer) {
    if (decide()) {
      if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        join(upstream.channel(), answer);
      } else {
        answers.pass(client, asked, answer.retain());
        upstream.close();
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext upstream) {
    if (!decided) {
      upstream.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext upstream) {
    fail(upstream, "closed the connection");
    upstream.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext upstream, Throwable cause) {
    fail(upstream, cause.toString());
  }

  /// True exactly once: for the first outcome.
  private boolean decide() {
    boolean first = !decided;
    decided = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    return first;
  }

  private void fail(ChannelHandlerContext upstream, String reason) {
    if (decide() && client.channel().isActive()) {
      try (var _ = MDC.putCloseable("requestId", asked.context().requestId())) {
        log.warn("{} did not answer: {}", Service.REALTIME.id(), reason);
      }
      answers.refuse(client, asked, Faults.unavailable());
    }
    upstream.close();
  }

  /// Turns two HTTP connections into one relay. The order matters: each relay is in place before
  /// the codec in front of it leaves, because a leaving codec hands on bytes it has already taken
  /// in.
  private void join(Channel upstream, FullHttpResponse consent) {
    Channel viewer = client.channel();
    answers.note(asked, HttpResponseStatus.SWITCHING_PROTOCOLS.code());
    Relay.ToViewer toViewer = new Relay.ToViewer(viewer);
    ChannelPipeline up = upstream.pipeline();
    ChannelPipeline down = viewer.pipeline();
    down.addAfter(NettyPipeline.HttpCodec, HandshakeEntry.RELAY, new Relay(upstream));
    removeHttp(down);
    viewer.write(UpstreamHeads.consent(consent, asked.context()), viewer.voidPromise());
    up.replace(this, HandshakeEntry.RELAY, toViewer);
    up.remove(HttpObjectAggregator.class);
    up.remove(HttpClientCodec.class);
    relays.add(viewer, toViewer);
    viewer.flush();
    viewer.read();
    upstream.read();
  }

  /// Keeps the relay, and the server's own bookkeeping of open connections at the very end.
  private static void removeHttp(ChannelPipeline pipeline) {
    for (Map.Entry<String, ChannelHandler> handler : pipeline.toMap().entrySet()) {
      String name = handler.getKey();
      if (!name.equals(HandshakeEntry.RELAY) && !name.equals(NettyPipeline.ReactiveBridge)) {
        pipeline.remove(handler.getValue());
      }
    }
  }
}
