package com.neighborbid.bench.viewers;

import com.neighborbid.bench.viewers.Viewers.Plan;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// The viewers of one thread. Everything happens on it, except where it says otherwise.
final class Crew {
  private static final int TOLD = 3;

  private final EventLoop loop;
  private final Class<? extends SocketChannel> type;
  private final Plan plan;
  private final int step;
  private final Tally tally = new Tally();
  private final RoomScan scan = new RoomScan();
  private final SplittableRandom random = new SplittableRandom();
  private final Set<Channel> channels = new HashSet<>();
  private final Map<Long, ByteBuf> upgrades = new HashMap<>();
  private final CompletableFuture<Void> allServed = new CompletableFuture<>();
  private int next;
  private int left;
  private int complaints;
  private boolean closing;

  /// @param first number of its first viewer
  /// @param step from one number to the next
  Crew(EventLoop loop, Class<? extends SocketChannel> type, Plan plan, int first, int step) {
    this.loop = loop;
    this.type = type;
    this.plan = plan;
    this.step = step;
    this.next = first;
    this.left = (plan.count() - first + step - 1) / step;
  }

  EventLoop loop() {
    return loop;
  }

  Tally tally() {
    return tally;
  }

  RoomScan scan() {
    return scan;
  }

  int mask() {
    return random.nextInt();
  }

  long servedAt() {
    return plan.servedAt();
  }

  /// Completes when everybody has been served; any thread.
  CompletableFuture<Void> allServed() {
    return allServed;
  }

  /// Opens the first; each that is served makes room for another.
  void open(int atOnce) {
    if (left == 0) {
      allServed.complete(null);
    }
    for (int i = 0; i < atOnce; i++) {
      openNext();
    }
  }

  private void openNext() {
    if (next >= plan.count() || closing) {
      return;
    }
    int number = next;
    next += step;
    long auctionId =
        plan.auctions().get((int) ((long) number * plan.auctions().size() / plan.count()));
    ByteBuf upgrade = upgrades.computeIfAbsent(auctionId, this::upgrade);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1024, 2048))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channels.add(channel);
                    channel.pipeline().addLast(new ViewerSocket(Crew.this, upgrade, plan.since()));
                  }
                });
    if (type == EpollSocketChannel.class) {
      // Else the kernel would look for a port that is free for every peer.
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
    var _ =
        bootstrap
            .connect(
                new InetSocketAddress(plan.address().getHost(), plan.address().getPort()),
                new InetSocketAddress(Viewers.source(number), 0))
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    allServed.completeExceptionally(connected.cause());
                  }
                });
  }

  private ByteBuf upgrade(long auctionId) {
    String request =
        """
        GET /ws/auction/%d/%s HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """
            .formatted(
                auctionId,
                plan.since() < 0 ? "" : "?since=" + plan.since(),
                plan.address().getAuthority());
    byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
    return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
  }

  void served() {
    left--;
    if (left == 0) {
      allServed.complete(null);
    } else {
      openNext();
    }
  }

  void ended(Channel channel, boolean served, String why) {
    channels.remove(channel);
    if (closing) {
      return;
    }
    tally.ended();
    complain(why);
    if (!served) {
      allServed.completeExceptionally(new IllegalStateException(why));
    }
  }

  void complain(String what) {
    if (!closing && ++complaints <= TOLD) {
      System.out.println("    ! viewer: " + what);
    }
  }

  /// Everybody leaves.
  void close() {
    closing = true;
    for (Channel channel : Set.copyOf(channels)) {
      var _ = channel.close();
    }
  }
}
