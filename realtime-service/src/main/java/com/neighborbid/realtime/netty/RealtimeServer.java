package com.neighborbid.realtime.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one server of this process: takes connections, and lets them go in waves when it stops.
public final class RealtimeServer {
  static final String IDLE_HANDLER = "idle";

  private static final Logger log = LoggerFactory.getLogger(RealtimeServer.class);
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LONGEST_HEADERS = 16 * 1024;
  private static final int LONGEST_CHUNK = 8 * 1024;
  private static final int LONGEST_BODY = 8 * 1024;
  private static final int BACKLOG = 4096;
  private static final int IDLE_SECONDS = 60;
  private static final Duration WAVE_PAUSE = Duration.ofMillis(50);
  private static final Duration GOODBYE_LIMIT = Duration.ofMillis(1500);

  private static final Duration LOOPS_LIMIT = Duration.ofSeconds(2);

  private final Services services;
  private final Loops loops;
  private final Handshakes handshakes;
  private final OperatorPages pages;
  private volatile boolean draining;
  private @Nullable Channel listening;

  public RealtimeServer(Services services, Loops loops, Origins origins, OperatorPages pages) {
    this.services = services;
    this.loops = loops;
    this.handshakes = new Handshakes(origins);
    this.pages = pages;
  }

  /// Takes connections from now on.
  ///
  /// @param port 0 for any free one
  public void start(int port) {
    SocketSettings settings = services.settings();
    loops.start(settings.beat());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.acceptor(), loops.workers())
            .channel(Loops.channelType())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(settings.highWaterBytes() / 2, settings.highWaterBytes()))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    if (settings.sendBufferBytes() > 0) {
      bootstrap.childOption(ChannelOption.SO_SNDBUF, settings.sendBufferBytes());
    }
    listening = bootstrap.bind(port).syncUninterruptibly().channel();
    log.info("Listening on port {}", port());
  }

  private void accept(SocketChannel channel) {
    channel
        .pipeline()
        .addLast(IDLE_HANDLER, new ReadTimeoutHandler(IDLE_SECONDS))
        // Two handlers and not one codec: the frame decoder takes the place of the first of them,
        // and
        // with it the bytes that came together with the handshake.
        .addLast(new HttpRequestDecoder(LONGEST_LINE, LONGEST_HEADERS, LONGEST_CHUNK))
        .addLast(new HttpResponseEncoder())
        .addLast(new HttpRequests.Bodies(LONGEST_BODY))
        .addLast(
            new HttpRequests(
                services, loops, handshakes, pages, services.blocking(), () -> draining));
  }

  /// The port it listens on.
  public int port() {
    Channel channel = listening;
    if (channel == null) {
      throw new IllegalStateException("not started");
    }
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Takes no connections any more and sends everybody away in waves, so that they do not all come
  /// to the next instance at once; each after the answers to the bids that were taken from him.
  ///
  /// @param answersLimit how long the answers to one socket may take
  /// @param wavesTime over which the sockets are closed
  /// @throws InterruptedException if interrupted while waiting
  public void drain(Duration answersLimit, Duration wavesTime) throws InterruptedException {
    draining = true;
    if (listening != null) {
      listening.close().syncUninterruptibly();
    }
    sendAwayInWaves(answersLimit, wavesTime);
    await(answersLimit.plus(GOODBYE_LIMIT), () -> services.metrics().connections() == 0);
  }

  /// Ends the event loops, after everything that hands tasks to them.
  public void stop() {
    loops.shutDown(LOOPS_LIMIT);
  }

  private void sendAwayInWaves(Duration answersLimit, Duration time) throws InterruptedException {
    List<Socket> all = sockets();
    int waves = (int) Math.max(1, Math.min(all.size(), time.dividedBy(WAVE_PAUSE)));
    for (int wave = 0; wave < waves; wave++) {
      int from = (int) ((long) all.size() * wave / waves);
      int to = (int) ((long) all.size() * (wave + 1) / waves);
      for (Socket socket : all.subList(from, to)) {
        socket.loop().execute(() -> socket.sendAway(answersLimit));
      }
      if (wave < waves - 1) {
        Thread.sleep(WAVE_PAUSE);
      }
    }
  }

  private List<Socket> sockets() throws InterruptedException {
    List<Socket> all = new ArrayList<>();
    for (Loop loop : loops.all()) {
      CountDownLatch collected = new CountDownLatch(1);
      loop.execute(
          () -> {
            synchronized (all) {
              all.addAll(loop.sockets());
            }
            collected.countDown();
          });
      if (!collected.await(1, TimeUnit.SECONDS)) {
        log.warn("A loop does not answer");
      }
    }
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds() && System.nanoTime() - end < 0) {
      Thread.sleep(10);
    }
  }
}
