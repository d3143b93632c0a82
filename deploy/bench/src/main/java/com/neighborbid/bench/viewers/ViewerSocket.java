package com.neighborbid.bench.viewers;

import com.neighborbid.bench.load.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One viewer. Sees to it that no step is missing and none comes twice.
final class ViewerSocket extends ChannelInboundHandlerAdapter {
  private static final int SWITCHING_PROTOCOLS_AT = 9;
  private static final int SHORT = 126;
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int TYPE_AT = 9;
  private static final long NOTHING = -1;

  private final Crew crew;
  private final ByteBuf upgrade;
  private @Nullable ByteBuf rest;
  private boolean upgraded;
  private boolean ready;
  private long seq;

  /// @param upgrade the HTTP request that opens the room; shared
  /// @param since the last step it has seen; -1 for none
  ViewerSocket(Crew crew, ByteBuf upgrade, long since) {
    this.crew = crew;
    this.upgrade = upgrade;
    this.seq = since;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(upgrade.duplicate(), ctx.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    ByteBuf before = rest;
    if (before != null) {
      before.writeBytes(in);
      in.release();
      in = before;
      rest = null;
    }
    try {
      if (upgraded || handshake(in)) {
        long now = System.nanoTime();
        while (frame(ctx, in, now)) {
          // all that is there
        }
      }
      if (in.isReadable()) {
        rest = ctx.alloc().buffer(in.readableBytes() + 512).writeBytes(in);
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    crew.tally().publish();
  }

  private boolean handshake(ByteBuf in) {
    String head = in.toString(StandardCharsets.US_ASCII);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("101", SWITCHING_PROTOCOLS_AT)) {
      throw new IllegalStateException("no room: " + head);
    }
    in.skipBytes(end + 4);
    upgraded = true;
    return true;
  }

  /// @return false where the rest of the frame is still to come
  private boolean frame(ChannelHandlerContext ctx, ByteBuf in, long now) {
    int readable = in.readableBytes();
    if (readable < 2) {
      return false;
    }
    int start = in.readerIndex();
    int length = in.getByte(start + 1) & 0x7f;
    int header = length == SHORT ? 4 : 2;
    if (readable < header) {
      return false;
    }
    if (length == SHORT) {
      length = in.getUnsignedShort(start + 2);
    }
    if (readable < header + length) {
      return false;
    }
    int opcode = in.getByte(start) & 0x0f;
    if (opcode == TEXT) {
      text(in, start + header, now);
    } else if (opcode == PING) {
      crew.tally().ping();
      ByteBuf pong = ctx.alloc().directBuffer(length + 6);
      Frame.pong(pong, crew.mask(), in, start + header, length);
      ctx.writeAndFlush(pong, ctx.voidPromise());
    }
    in.readerIndex(start + header + length);
    return true;
  }

  private void text(ByteBuf in, int from, long now) {
    switch (in.getByte(from + TYPE_AT)) {
      case 'u' -> update(in, from, now);
      case 's' -> {
        if (in.getByte(from + TYPE_AT + 1) == 'n') {
          snapshot(in, from);
        }
      }
      default -> {}
    }
  }

  private void update(ByteBuf in, int from, long now) {
    RoomScan scan = crew.scan();
    scan.update(in, from);
    long next = scan.seq();
    if (next <= seq) {
      crew.tally().repeated();
      return;
    }
    if (seq != NOTHING && next > seq + 1) {
      crew.tally().missing(next - seq - 1);
    }
    seq = next;
    crew.tally().update(scan.amount(), now);
    served();
  }

  private void snapshot(ByteBuf in, int from) {
    RoomScan scan = crew.scan();
    scan.snapshot(in, from);
    if (seq != NOTHING) {
      crew.tally().snapshot(Math.max(0, scan.seq() - seq));
    }
    seq = scan.seq();
    served();
  }

  private void served() {
    crew.tally().at(seq);
    if (!ready && seq >= crew.servedAt()) {
      ready = true;
      crew.served();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (rest != null) {
      rest.release();
      rest = null;
    }
    crew.ended(ctx.channel(), ready, "the connection has ended");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    crew.complain(cause.toString());
    ctx.close();
  }
}
