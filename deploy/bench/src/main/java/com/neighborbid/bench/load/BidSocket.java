package com.neighborbid.bench.load;

import com.neighborbid.bench.load.Scan.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One WebSocket of one bidder in one room. Reads frames where they lie and hands on only the last
/// word about each bid.
final class BidSocket extends ByteToMessageDecoder {
  private static final int SWITCHING_PROTOCOLS_AT = 9;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int PING = 9;
  private static final int CLOSE = 8;
  private static final int TEXT = 1;

  private final int seat;
  private final String upgrade;
  private final SocketPort port;
  private final SplittableRandom masks = new SplittableRandom();
  private final CompletableFuture<Void> inRoom = new CompletableFuture<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf unsent;
  private boolean upgraded;

  /// @param upgrade the HTTP request that opens the room
  BidSocket(int seat, String upgrade, SocketPort port) {
    this.seat = seat;
    this.upgrade = upgrade;
    this.port = port;
  }

  /// Completes when the room has sent its state.
  CompletableFuture<Void> inRoom() {
    return inRoom;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    ByteBuf request = ctx.alloc().buffer(upgrade.length());
    request.writeCharSequence(upgrade, StandardCharsets.US_ASCII);
    ctx.writeAndFlush(request, ctx.voidPromise());
    super.channelActive(ctx);
  }

  void send(long id, long amount, long max) {
    Frame.bid(room(), masks.nextInt(), id, amount, max);
  }

  void flush() {
    ByteBuf full = unsent;
    if (full != null && context != null) {
      unsent = null;
      context.writeAndFlush(full, context.voidPromise());
    }
  }

  private ByteBuf room() {
    ByteBuf buffer = unsent;
    if (buffer == null) {
      if (context == null) {
        throw new IllegalStateException("not connected");
      }
      buffer = context.alloc().directBuffer(4096);
      unsent = buffer;
    }
    return buffer;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!upgraded && !handshake(in)) {
      return;
    }
    while (frame(in)) {
      // all that is there
    }
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
  private boolean frame(ByteBuf in) {
    int readable = in.readableBytes();
    if (readable < 2) {
      return false;
    }
    int start = in.readerIndex();
    int opcode = in.getByte(start) & 0x0f;
    int length = in.getByte(start + 1) & 0x7f;
    int header = length == LONG ? 10 : length == SHORT ? 4 : 2;
    if (readable < header) {
      return false;
    }
    if (length == SHORT) {
      length = in.getUnsignedShort(start + 2);
    } else if (length == LONG) {
      length = Math.toIntExact(in.getLong(start + 2));
    }
    if (readable < header + length) {
      return false;
    }
    take(in, opcode, start + header, length);
    in.readerIndex(start + header + length);
    return true;
  }

  private void take(ByteBuf in, int opcode, int from, int length) {
    switch (opcode) {
      case TEXT -> message(in, from, length);
      case PING -> {
        Frame.pong(room(), masks.nextInt(), in, from, length);
        flush();
      }
      case CLOSE ->
          port.failed(
              seat,
              "closed by the server with "
                  + (length >= 2 ? "" + in.getUnsignedShort(from) : "no code"));
      default -> {}
    }
  }

  private void message(ByteBuf in, int from, int length) {
    Kind kind = Scan.kind(in, from, length);
    switch (kind) {
      case ACCEPTED -> answered(in, from, length, Scan.status(in, from, length));
      case ERROR -> answered(in, from, length, Scan.code(in, from, length));
      case SNAPSHOT -> inRoom.complete(null);
      case UPDATE -> port.updateSeen();
      case OTHER -> {}
    }
  }

  private void answered(ByteBuf in, int from, int length, Outcome outcome) {
    if (outcome == Outcome.FAILED) {
      port.complain(in.toString(from, length, StandardCharsets.UTF_8));
    }
    long id = Scan.id(in, from, length);
    if (id >= 0) {
      port.answers().answered(seat, id, outcome);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    port.answers().readDone(seat);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    port.failed(seat, "the connection has ended");
    inRoom.completeExceptionally(new IllegalStateException("the connection has ended"));
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    port.failed(seat, cause.toString());
    inRoom.completeExceptionally(cause);
    ctx.close();
  }
}
