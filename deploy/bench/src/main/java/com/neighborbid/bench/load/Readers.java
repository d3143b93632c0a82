package com.neighborbid.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Anonymous readers over REST, as fast as it goes: connections that are kept, one request at a
/// time on each, and the next as soon as one is answered. A connection that the server ends is
/// opened again.
public final class Readers implements AutoCloseable {
  private static final long LONGEST_MICROS = 600_000_000;
  private static final long ANSWER_LIMIT_SECONDS = 120;

  private final EventLoop loop;
  private final String host;
  private final Bootstrap bootstrap;
  private final ChannelGroup all = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final ArrayDeque<Line> free = new ArrayDeque<>();
  private final Complaints complaints = new Complaints(System.out);
  private @Nullable Run run;
  private boolean closing;

  private Readers(Loop loop, URI service) {
    this.loop = loop.thread();
    this.host = service.getAuthority();
    this.bootstrap =
        new Bootstrap()
            .group(this.loop)
            .channel(loop.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(service.getHost(), service.getPort())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(), new Line());
                  }
                });
  }

  /// @param connections as many requests are under way at the same time
  /// @throws InterruptedException if interrupted while connecting
  public static Readers open(Loop loop, URI service, int connections) throws InterruptedException {
    Readers readers = new Readers(loop, service);
    for (int i = 0; i < connections; i++) {
      readers.bootstrap.connect().sync();
    }
    return readers;
  }

  /// Reads for so long, and waits for the last answer.
  ///
  /// @param paths what can be asked for, with query
  /// @param next which of them is asked for next
  /// @throws InterruptedException if interrupted
  public ReadResult read(List<String> paths, IntSupplier next, double seconds)
      throws InterruptedException {
    Run reading = new Run(paths.stream().map(this::request).toList(), next, seconds);
    loop.execute(() -> begin(reading));
    try {
      return reading.done.get((long) seconds + ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the readers have failed", e);
    }
  }

  private ByteBuf request(String path) {
    String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    return Unpooled.unreleasableBuffer(
        Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII)));
  }

  private void begin(Run reading) {
    this.run = reading;
    reading.beganNanos = System.nanoTime();
    for (Line line = free.poll(); line != null; line = free.poll()) {
      line.next(reading);
    }
  }

  @Override
  public void close() {
    loop.submit(() -> closing = true).syncUninterruptibly();
    all.close().syncUninterruptibly();
  }

  /// Lives on the loop's thread.
  private static final class Run {
    private final CompletableFuture<ReadResult> done = new CompletableFuture<>();
    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    private final List<ByteBuf> requests;
    private final IntSupplier next;
    private final long lengthNanos;
    private long beganNanos;
    private long lastNanos;
    private long bytes;
    private long failed;
    private int underWay;

    Run(List<ByteBuf> requests, IntSupplier next, double seconds) {
      this.requests = requests;
      this.next = next;
      this.lengthNanos = (long) (seconds * 1e9);
    }

    boolean isOver() {
      return System.nanoTime() - beganNanos >= lengthNanos;
    }

    ByteBuf request() {
      underWay++;
      return requests.get(next.getAsInt()).duplicate();
    }

    void answered(long sentNanos, boolean good) {
      lastNanos = System.nanoTime();
      if (good) {
        latency.recordValue(Math.clamp((lastNanos - sentNanos) / 1_000, 0, LONGEST_MICROS));
      } else {
        failed++;
      }
      underWay--;
      endWhereOver();
    }

    void endWhereOver() {
      if (underWay == 0 && isOver()) {
        done.complete(new ReadResult(failed, bytes, (lastNanos - beganNanos) / 1e9, latency));
      }
    }
  }

  /// One connection.
  private final class Line extends SimpleChannelInboundHandler<HttpObject> {
    private @Nullable ChannelHandlerContext context;
    private @Nullable Run current;
    private long sentNanos;
    private boolean good;
    private boolean kept;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      context = ctx;
      all.add(ctx.channel());
      Run reading = run;
      if (reading != null && !reading.isOver()) {
        next(reading);
        return;
      }
      free.add(this);
      if (reading != null) {
        reading.endWhereOver(); // the only connection was broken when it was
      }
    }

    void next(Run reading) {
      ChannelHandlerContext ctx = context;
      if (ctx == null) {
        throw new IllegalStateException("not connected");
      }
      current = reading;
      sentNanos = System.nanoTime();
      // Past the codec's encoder: the text is the request already. Its decoder needs no request to
      // read the answer of a GET.
      ctx.pipeline().firstContext().writeAndFlush(reading.request());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
      Run reading = current;
      if (reading == null) {
        return; // what nobody asked for
      }
      if (part instanceof HttpResponse head) {
        good = head.status().equals(HttpResponseStatus.OK);
        kept = HttpUtil.isKeepAlive(head);
        if (!good) {
          complaints.add("answered with " + head.status());
        }
      }
      if (part instanceof HttpContent content) {
        reading.bytes += good ? content.content().readableBytes() : 0;
      }
      if (part instanceof LastHttpContent) {
        answered(ctx, reading);
      }
    }

    private void answered(ChannelHandlerContext ctx, Run reading) {
      current = null;
      long askedNanos = sentNanos; // the next request sets it anew
      boolean over = reading.isOver();
      if (!kept) {
        ctx.close();
      } else if (over) {
        free.add(this);
      } else {
        next(reading);
      }
      reading.answered(askedNanos, good);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (closing) {
        return;
      }
      free.remove(this);
      reconnect();
      Run reading = current;
      if (reading != null) {
        current = null;
        complaints.add("a connection has ended before its answer");
        reading.answered(sentNanos, false);
      }
    }

    private void reconnect() {
      ChannelFuture connecting = bootstrap.connect();
      var _ =
          connecting.addListener(
              connected -> {
                if (!connected.isSuccess()) {
                  complaints.add("cannot connect again: " + connected.cause());
                }
              });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      complaints.add(cause.toString());
      ctx.close();
    }
  }
}
