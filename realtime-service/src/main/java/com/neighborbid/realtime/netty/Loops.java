package com.neighborbid.realtime.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The event loops, native where the system has them. Sockets are spread over them by Netty, rooms
/// by the auction's id.
public final class Loops {
  private static final boolean NATIVE = Epoll.isAvailable();

  private final EventLoopGroup acceptor = group(1, "accept");
  private final EventLoopGroup workers;
  private final List<Loop> loops = new ArrayList<>();
  private final IdentityHashMap<EventLoop, Loop> byEventLoop = new IdentityHashMap<>();

  public Loops(int threads) {
    this.workers = group(threads, "loop");
    for (EventExecutor executor : workers) {
      EventLoop eventLoop = (EventLoop) executor;
      Loop loop = new Loop(eventLoop);
      loops.add(loop);
      byEventLoop.put(eventLoop, loop);
    }
  }

  void start(Duration beat) {
    loops.forEach(loop -> loop.start(beat));
  }

  EventLoopGroup acceptor() {
    return acceptor;
  }

  EventLoopGroup workers() {
    return workers;
  }

  static Class<? extends ServerChannel> channelType() {
    return NATIVE ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Loop of(Channel channel) {
    Loop loop = byEventLoop.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("not one of these loops");
    }
    return loop;
  }

  /// The loop that an auction's room is pinned to.
  Loop forRoom(long auctionId) {
    return loops.get(Math.floorMod(Long.hashCode(auctionId * 0x9e3779b97f4a7c15L), loops.size()));
  }

  List<Loop> all() {
    return loops;
  }

  void shutDown(Duration limit) {
    var _ = acceptor.shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        workers
            .shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(limit.toMillis());
  }

  private static EventLoopGroup group(int threads, String name) {
    DefaultThreadFactory factory = new DefaultThreadFactory(name);
    return NATIVE
        ? new EpollEventLoopGroup(threads, factory)
        : new NioEventLoopGroup(threads, factory);
  }
}
