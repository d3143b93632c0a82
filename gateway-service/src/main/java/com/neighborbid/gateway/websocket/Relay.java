package com.neighborbid.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes the bytes of one connection on to another, unread.
///
/// Both connections live on one event loop, so nothing is handed between threads. Reading stops
/// while the other side cannot write: a slow reader slows its own sender and fills no memory here.
///
/// Close codes, pings and extensions are bytes as well and arrive as they were sent. A viewer who
/// ends his half of the connection hears the rest of what the service says. The one thing added is
/// a farewell: where a service disappears without a close frame, its viewers get 1012, "come back",
/// instead of a broken connection.
// A write or close that fails ends the connection, and that is noticed as its end.
@SuppressWarnings("FutureReturnValueIgnored")
class Relay extends ChannelInboundHandlerAdapter {

  /// 1012, the service restarts: an unmasked close frame.
  private static final byte[] RESTARTING = {(byte) 0x88, 2, 0x03, (byte) 0xf4};

  private static final long FAREWELL_MILLIS = 1000;

  /// How long the last bytes may take to somebody who may not be reading any more.
  private static final long LAST_BYTES_MILLIS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final Channel to;
  private final Pulse pulse;

  Relay(Channel to, Pulse pulse) {
    this.to = to;
    this.pulse = pulse;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    pulse.beat();
    to.write(message, to.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    to.flush();
    if (to.isWritable()) {
      ctx.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      to.read();
    }
    ctx.fireChannelWritabilityChanged();
  }

  /// The viewer will say nothing more: the service hears that, and may still answer.
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      to.writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(_ -> ((DuplexChannel) to).shutdownOutput());
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closeAfterFlush(to);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("relay ends: {}", cause.toString());
    ctx.close();
  }

  static void closeAfterFlush(Channel channel) {
    if (channel.isActive()) {
      ChannelFuture flushed = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
      flushed.addListener(ChannelFutureListener.CLOSE);
      if (!flushed.isDone()) {
        channel
            .eventLoop()
            .schedule(() -> channel.close(), LAST_BYTES_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /// The direction from the service to the viewer.
  static final class ToViewer extends Relay {

    private final FrameTracker frames = new FrameTracker();
    private final Channel viewer;
    private final Pulse pulse;

    ToViewer(Channel viewer, Pulse pulse) {
      super(viewer, pulse);
      this.viewer = viewer;
      this.pulse = pulse;
    }

    /// Whether neither end has said anything for longer than the limit. Any thread.
    boolean isIdle(long limitNanos, long nowNanos) {
      return pulse.isOlderThan(limitNanos, nowNanos);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof ByteBuf bytes) {
        frames.see(bytes);
      }
      super.channelRead(ctx, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      sayFarewell();
      ctx.fireChannelInactive();
    }

    /// Ends the connection to the viewer, with 1012 where that is still possible.
    void sayFarewell() {
      if (!viewer.isActive()) {
        return;
      }
      boolean nothingToAdd = frames.isCloseSeen() || !frames.isBetweenFrames();
      if (nothingToAdd || viewer.pipeline().get(HandshakeEntry.RELAY) == null) {
        closeAfterFlush(viewer);
        return;
      }
      // Closing at once with unread bytes would reset the connection and lose the farewell.
      viewer.pipeline().replace(HandshakeEntry.RELAY, null, new Farewell());
      viewer.writeAndFlush(Unpooled.wrappedBuffer(RESTARTING), viewer.voidPromise());
      viewer.read();
      viewer.eventLoop().schedule(() -> viewer.close(), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Reads and drops what a viewer still sends until he hangs up.
  private static final class Farewell extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.read();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
