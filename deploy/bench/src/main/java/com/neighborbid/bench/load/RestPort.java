package com.neighborbid.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bids over REST: connections that are kept, one request at a time on each, and opened again when
/// the server has had enough of one. A bid that finds all of them taken waits here, and its latency
/// goes on counting.
public final class RestPort implements BidPort {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final EventLoop loop;
  private final String host;
  private final List<Seat> seats;
  private final Bootstrap bootstrap;
  private final ChannelGroup all = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final ArrayDeque<Line> free = new ArrayDeque<>();
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private final Complaints complaints = new Complaints(System.out);
  private @Nullable Answers answers;
  private boolean closing;

  private record Request(int seat, long id, long amount, long max) {}

  private RestPort(Loop loop, URI service, List<Seat> seats) {
    this.loop = loop.thread();
    this.host = service.getAuthority();
    this.seats = List.copyOf(seats);
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
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(LONGEST_ANSWER),
                            new Line());
                  }
                });
  }

  /// @param service address of the auction service
  /// @throws InterruptedException if interrupted while connecting
  public static RestPort open(Loop loop, URI service, List<Seat> seats, int connections)
      throws InterruptedException {
    RestPort port = new RestPort(loop, service, seats);
    for (int i = 0; i < connections; i++) {
      port.connect().sync();
    }
    return port;
  }

  private ChannelFuture connect() {
    return bootstrap.connect();
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void listen(Answers listener) {
    answers = listener;
  }

  @Override
  public void send(int seat, long id, long amount, long max) {
    Request request = new Request(seat, id, amount, max);
    Line line = free.poll();
    if (line == null) {
      waiting.add(request);
    } else {
      line.send(request);
    }
  }

  @Override
  public void flush(int seat) {}

  @Override
  public void close() {
    loop.submit(() -> closing = true).syncUninterruptibly();
    all.close().syncUninterruptibly();
  }

  private String text(Request request) {
    Seat seat = seats.get(request.seat());
    String body =
        request.max() > 0
            ? "{\"amount\":%d,\"maxAmount\":%d}".formatted(request.amount(), request.max())
            : "{\"amount\":" + request.amount() + "}";
    return "POST /api/auctions/"
        + seat.auctionId()
        + "/bids HTTP/1.1\r\nHost: "
        + host
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\nIdempotency-Key: "
        + request.id()
        + "\r\nAuthorization: Bearer "
        + seat.token()
        + "\r\n\r\n"
        + body;
  }

  /// One connection.
  private final class Line extends SimpleChannelInboundHandler<FullHttpResponse> {
    private @Nullable ChannelHandlerContext context;
    private @Nullable Request current;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      context = ctx;
      all.add(ctx.channel());
      next();
    }

    private void next() {
      Request request = waiting.poll();
      if (request == null) {
        free.add(this);
      } else {
        send(request);
      }
    }

    void send(Request request) {
      ChannelHandlerContext ctx = context;
      if (ctx == null) {
        throw new IllegalStateException("not connected");
      }
      current = request;
      String text = text(request);
      ByteBuf bytes = ctx.alloc().directBuffer(text.length());
      bytes.writeCharSequence(text, StandardCharsets.US_ASCII);
      // Past the codec's encoder: the text is the request already. Its decoder needs no request to
      // read the answer of a POST.
      ctx.pipeline().firstContext().writeAndFlush(bytes);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
      Request answered = current;
      current = null;
      if (HttpUtil.isKeepAlive(response)) {
        next();
      } else {
        ctx.close();
      }
      if (answered != null && answers != null) {
        answers.answered(answered.seat(), answered.id(), outcome(response));
        answers.readDone(answered.seat());
      }
    }

    private Outcome outcome(FullHttpResponse response) {
      ByteBuf body = response.content();
      int status = response.status().code();
      Outcome outcome =
          switch (status) {
            case CREATED -> Scan.status(body, body.readerIndex(), body.readableBytes());
            case CONFLICT, UNPROCESSABLE ->
                Scan.code(body, body.readerIndex(), body.readableBytes());
            default -> Outcome.FAILED;
          };
      if (outcome == Outcome.FAILED) {
        complaints.add(status + " " + body.toString(StandardCharsets.UTF_8));
      }
      return outcome;
    }

    /// A server ends a connection after so many requests. What was on its way is sent again; its
    /// key makes it the same bid.
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (closing) {
        return;
      }
      free.remove(this);
      Request unanswered = current;
      if (unanswered != null) {
        waiting.addFirst(unanswered);
      }
      var _ =
          connect()
              .addListener(
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
