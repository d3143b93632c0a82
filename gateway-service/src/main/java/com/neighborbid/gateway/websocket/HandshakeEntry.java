package com.neighborbid.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.channel.ChannelOperations;

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
      // The empty end of the handshake; frames sent before the consent are against the protocol.
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request && isFree(ctx, request)) {
      taken = true;
      handshakes.begin(ctx, request);
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /// A handshake behind an HTTP request that is still being answered is left to HTTP, which
  /// refuses.
  private static boolean isFree(ChannelHandlerContext ctx, HttpRequest request) {
    return request.decoderResult().isSuccess()
        && UpstreamHeads.isHandshake(request)
        && ChannelOperations.get(ctx.channel()) == null;
  }
}
