package com.neighborbid.gateway.websocket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Takes WebSocket handshakes out of the stream of HTTP requests of one connection.
///
/// A handshake behind requests that are still being answered waits for them: the connection is
/// theirs until then.
final class HandshakeEntry extends ChannelDuplexHandler {

  static final String NAME = "neighborbid.handshakeEntry";
  static final String RELAY = "neighborbid.relay";

  private final Handshakes handshakes;
  private int unanswered;
  private boolean taken;
  private @Nullable HttpRequest waiting;

  HandshakeEntry(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (taken) {
      // The empty end of the handshake; frames sent before the consent are against the protocol.
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request) {
      read(ctx, request);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private void read(ChannelHandlerContext ctx, HttpRequest request) {
    if (!UpstreamHeads.isHandshake(request)) {
      unanswered++;
      ctx.fireChannelRead(request);
      return;
    }
    taken = true;
    if (unanswered == 0) {
      handshakes.begin(ctx, request);
    } else {
      waiting = request;
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (endsAnswer(message)) {
      ctx.write(message, promise.unvoid()).addListener(_ -> answered(ctx));
    } else {
      ctx.write(message, promise);
    }
  }

  /// An interim answer such as 100 is a whole message too, but not the end.
  private static boolean endsAnswer(Object message) {
    return message instanceof LastHttpContent
        && !(message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
  }

  private void answered(ChannelHandlerContext ctx) {
    unanswered--;
    HttpRequest next = waiting;
    if (unanswered == 0 && next != null && ctx.channel().isActive()) {
      waiting = null;
      handshakes.begin(ctx, next);
    }
  }
}
