package com.neighborbid.chaos.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes connections of the loopback address on to another port of it, well or badly.
///
/// A port on the way can do what a network can: refuse, fall silent, be slow, reset, and end in the
/// middle of a message.
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;
  private static final int CONNECT_LIMIT_MS = 2_000;
  private static final int TORN_AFTER_AT_MOST = 6_000;

  /// How it passes on.
  public enum Mode {
    /// Everything, at once.
    OPEN,
    /// Nothing: connections are reset, new ones too.
    CUT,
    /// Nothing, and says so to nobody: bytes wait until it is open again.
    SILENT,
    /// Everything, each piece late.
    SLOW,
    /// Each connection ends after some thousand bytes, wherever that is in a message.
    TORN
  }

  private final ServerSocket server;
  private final List<Integer> targets = new CopyOnWriteArrayList<>();
  private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
  private final Object changed = new Object();
  private volatile Mode mode = Mode.OPEN;
  private volatile long delayMs = 100;

  /// @param targets ports; the first that takes a connection gets it
  public TcpProxy(Integer... targets) {
    this.targets.addAll(List.of(targets));
    try {
      server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a proxy", e);
    }
    var _ = Thread.ofVirtual().name("proxy-" + port()).start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// One more port that may take what the others do not.
  public void addTarget(int port) {
    targets.add(port);
  }

  public void set(Mode newMode) {
    synchronized (changed) {
      mode = newMode;
      changed.notifyAll();
    }
    if (newMode == Mode.CUT) {
      reset();
    }
  }

  /// How late each piece is in the mode `SLOW`.
  public void delay(long millis) {
    delayMs = millis;
  }

  /// Resets every connection there is; new ones are passed on.
  public void reset() {
    pipes.forEach(Pipe::reset);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (mode == Mode.CUT) {
          reset(client);
        } else {
          var _ = Thread.ofVirtual().start(() -> pass(client));
        }
      } catch (IOException _) {
        // Closed, or the client was gone before it was here.
      }
    }
  }

  private void pass(Socket client) {
    for (int port : targets) {
      Socket target = new Socket();
      try {
        target.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_LIMIT_MS);
        target.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
      } catch (IOException _) {
        closeQuietly(target);
        continue;
      }
      new Pipe(client, target).start();
      return;
    }
    reset(client);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // There is nothing more to do for it.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set(Mode.OPEN);
    reset();
  }

  /// One connection, both ways.
  private final class Pipe {
    private final Socket client;
    private final Socket target;
    private final int tornAfter = ThreadLocalRandom.current().nextInt(1, TORN_AFTER_AT_MOST);
    private final AtomicInteger passed = new AtomicInteger();
    private volatile boolean half;

    Pipe(Socket client, Socket target) {
      this.client = client;
      this.target = target;
    }

    void start() {
      pipes.add(this);
      var _ = Thread.ofVirtual().start(() -> pump(client, target));
      var _ = Thread.ofVirtual().start(() -> pump(target, client));
    }

    private void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          int count = admitted(read);
          out.write(buffer, 0, count);
          if (count < read) {
            reset();
            return;
          }
        }
        end(to);
      } catch (IOException _) {
        reset();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        reset();
      }
    }

    /// Waits as long as the mode demands; answers how many of the bytes may pass.
    private int admitted(int count) throws InterruptedException {
      synchronized (changed) {
        while (mode == Mode.SILENT) {
          changed.wait();
        }
      }
      if (mode == Mode.SLOW) {
        Thread.sleep(delayMs);
      }
      if (mode == Mode.TORN) {
        // Both ways count.
        return Math.clamp(tornAfter - passed.getAndAdd(count), 0, count);
      }
      return count;
    }

    private synchronized void end(Socket to) throws IOException {
      to.shutdownOutput();
      if (half) {
        closeQuietly(client);
        closeQuietly(target);
        pipes.remove(this);
      }
      half = true;
    }

    void reset() {
      TcpProxy.reset(client);
      TcpProxy.reset(target);
      pipes.remove(this);
    }
  }
}
