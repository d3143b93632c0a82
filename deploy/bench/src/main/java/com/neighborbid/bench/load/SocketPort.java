package com.neighborbid.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Bids over WebSocket: one socket for each seat.
public final class SocketPort implements BidPort {
  private static final int AT_ONCE = 64;
  private static final long OPEN_LIMIT_SECONDS = 60;

  private final EventLoop loop;
  private final List<BidSocket> sockets = new ArrayList<>();
  private final List<ChannelFuture> connections = new ArrayList<>();
  private final Complaints complaints = new Complaints(System.out);
  private @Nullable Answers answers;
  private long updates;
  private boolean closing;

  private SocketPort(Loop loop) {
    this.loop = loop.thread();
  }

  /// Opens all sockets and returns when everybody is in his room.
  ///
  /// @param realtime address of the realtime service
  /// @throws Exception if somebody does not get in
  public static SocketPort open(Loop loop, URI realtime, List<Seat> seats) throws Exception {
    SocketPort port = new SocketPort(loop);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(port.loop)
            .channel(loop.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_RCVBUF, 1 << 20);
    for (int from = 0; from < seats.size(); from += AT_ONCE) {
      int to = Math.min(seats.size(), from + AT_ONCE);
      for (int seat = from; seat < to; seat++) {
        port.connect(bootstrap, realtime, seat, seats.get(seat));
      }
      for (BidSocket socket : port.sockets.subList(from, to)) {
        socket.inRoom().get(OPEN_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    }
    return port;
  }

  private void connect(Bootstrap bootstrap, URI realtime, int number, Seat seat) {
    String upgrade =
        """
        GET /ws/auction/%d/ HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(seat.auctionId(), realtime.getAuthority(), seat.token());
    BidSocket socket = new BidSocket(number, upgrade, this);
    sockets.add(socket);
    connections.add(
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(socket);
                  }
                })
            .connect(realtime.getHost(), realtime.getPort()));
  }

  Answers answers() {
    return answers == null ? Silence.INSTANCE : answers;
  }

  void failed(int seat, String why) {
    if (!closing) {
      complaints.add("socket " + seat + ": " + why);
    }
  }

  void complain(String message) {
    complaints.add(message);
  }

  void updateSeen() {
    updates++;
  }

  /// Messages about the rooms' new states, over all sockets; to be read on the loop.
  public long updates() {
    return updates;
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
    sockets.get(seat).send(id, amount, max);
  }

  @Override
  public void flush(int seat) {
    sockets.get(seat).flush();
  }

  @Override
  public void close() {
    loop.submit(() -> closing = true).syncUninterruptibly();
    connections.forEach(connection -> connection.channel().close());
    connections.forEach(connection -> connection.channel().closeFuture().syncUninterruptibly());
  }

  private enum Silence implements Answers {
    INSTANCE;

    @Override
    public void answered(int seat, long id, Outcome outcome) {}

    @Override
    public void readDone(int seat) {}
  }
}
