package com.neighborbid.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/// Takes WebSocket handshakes out of the stream of HTTP requests of one connection.
final class HandshakeEntry extends ChannelInboundHandlerAdapter {

  static final String NAME = "neighborbid.handshakeEntry";
  static final String RELAY = "neighborbid.relay";

  private final Handshakes handshakes;
  private boolean taken;

  HandshakeEntry(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (taken) {
      // The end of the handshake's own message.
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request && UpstreamHeads.isHandshake(request)) {
      taken = true;
      endHttp(ctx.pipeline());
      handshakes.begin(ctx, request);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /// What follows is no HTTP any more: the bytes after the handshake wait as they came, only a
  /// refusal is still written as an answer.
  private static void endHttp(ChannelPipeline pipeline) {
    pipeline.addAfter(NettyPipeline.HttpCodec, EarlyBytes.NAME, new EarlyBytes());
    pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new HttpResponseEncoder());
  }
}
