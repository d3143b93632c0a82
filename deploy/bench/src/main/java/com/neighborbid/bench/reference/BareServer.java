package com.neighborbid.bench.reference;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the references made with Netty have in common: a thread for each processor, epoll where
/// there is any, ports that are free.
final class BareServer {
  private static final int BACKLOG = 4096;

  private final EventLoopGroup acceptor = group(1);
  private final EventLoopGroup workers = group(Runtime.getRuntime().availableProcessors());

  private BareServer() {}

  /// Runs until the standard input of this process ends; prints the port.
  ///
  /// @param start answers the port that is to be known
  static void run(Function<BareServer, Integer> start) throws IOException {
    System.out.println(start.apply(new BareServer()));
    while (System.in.read() >= 0) {
      // nothing is said on it
    }
    System.exit(0);
  }

  private static EventLoopGroup group(int threads) {
    return Epoll.isAvailable() ? new EpollEventLoopGroup(threads) : new NioEventLoopGroup(threads);
  }

  /// Takes connections on a free port, which it answers.
  ///
  /// @param prepare gives each connection its handlers
  int listen(Consumer<SocketChannel> prepare) {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel listening =
        new ServerBootstrap()
            .group(acceptor, workers)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(initializer(prepare))
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// How connections to a port of this machine are made.
  ///
  /// @param loop the thread that is to serve them
  /// @param prepare as above
  static Bootstrap connecting(EventLoop loop, int port, Consumer<SocketChannel> prepare) {
    return new Bootstrap()
        .group(loop)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .remoteAddress("127.0.0.1", port)
        .handler(initializer(prepare));
  }

  private static ChannelInitializer<SocketChannel> initializer(Consumer<SocketChannel> prepare) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        prepare.accept(channel);
      }
    };
  }
}
