package com.neighborbid.gateway.websocket;

import com.neighborbid.gateway.websocket.Handshakes.Attempts;
import com.neighborbid.gateway.websocket.NettyAnswers.Asked;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/// Sits on the connection to an instance until it has answered the handshake: joins the two
/// connections on its consent, and passes its refusal on. Where neither comes, or the instance is
/// about to stop, another one is asked.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
final class HandshakeAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

  private final Handshakes handshakes;
  private final Attempts attempts;
  private final ChannelHandlerContext client;
  private final Asked asked;
  private final Duration limit;
  private @Nullable Future<?> deadline;
  private boolean decided;

  HandshakeAnswer(Handshakes handshakes, Attempts attempts, Duration limit) {
    this.handshakes = handshakes;
    this.attempts = attempts;
    this.client = attempts.client();
    this.asked = attempts.asked();
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
    upstream.writeAndFlush(attempts.request());
    upstream.read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext upstream, FullHttpResponse answer) {
    if (decide()) {
      attempts.tried().getLast().answered();
      if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        join(upstream.channel(), answer);
        return;
      }
      boolean stopping = answer.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE);
      if (!(stopping && handshakes.next(attempts))) {
        handshakes.answers().pass(client, asked, answer.retain());
      }
      upstream.close();
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
      handshakes.unanswered(attempts, reason);
    }
    upstream.close();
  }

  /// Turns two HTTP connections into one relay. The order matters: each relay is in place before
  /// the codec in front of it leaves, because a leaving codec hands on bytes it has already taken
  /// in.
  private void join(Channel upstream, FullHttpResponse consent) {
    Channel viewer = client.channel();
    handshakes.answers().note(asked, HttpResponseStatus.SWITCHING_PROTOCOLS.code());
    Pulse pulse = new Pulse();
    Relay.ToViewer toViewer = new Relay.ToViewer(viewer, pulse);
    ChannelPipeline up = upstream.pipeline();
    ChannelPipeline down = viewer.pipeline();
    EarlyBytes early = down.get(EarlyBytes.class);
    down.addBefore(EarlyBytes.NAME, HandshakeEntry.RELAY, new Relay(upstream, pulse));
    // Who has said everything may still listen.
    viewer.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    List<ByteBuf> first = early.takeAll();
    removeHttp(down);
    viewer.write(UpstreamHeads.consent(consent, asked.context()), viewer.voidPromise());
    up.replace(this, HandshakeEntry.RELAY, toViewer);
    up.remove(HttpObjectAggregator.class);
    up.remove(HttpClientCodec.class);
    first.forEach(bytes -> upstream.write(bytes, upstream.voidPromise()));
    handshakes.relays().add(viewer, toViewer);
    viewer.flush();
    upstream.flush();
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
