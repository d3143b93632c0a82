package com.neighborbid.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/// Keeps what a client sends between its handshake and the consent, which some do although they
/// should wait; lost, it would leave the rest of the stream without meaning. They are few: nothing
/// more is read until the two connections are joined.
final class EarlyBytes extends ChannelInboundHandlerAdapter {

  static final String NAME = "neighborbid.earlyBytes";

  private List<ByteBuf> held = new ArrayList<>();

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      held.add(bytes);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /// Not passed on: whoever hears it would ask for more.
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {}

  /// All of it, in order; the caller owns it.
  List<ByteBuf> takeAll() {
    List<ByteBuf> all = held;
    held = new ArrayList<>();
    return all;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    takeAll().forEach(ReferenceCountUtil::release);
  }
}
