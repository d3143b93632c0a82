package com.neighborbid.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

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
    } else if (message instanceof HttpRequest request && UpstreamHeads.isHandshake(request)) {
      taken = true;
      handshakes.begin(ctx, request);
    } else {
      ctx.fireChannelRead(message);
    }
  }
}
