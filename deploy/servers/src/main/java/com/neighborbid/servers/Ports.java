package com.neighborbid.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Free and taken TCP ports of the loopback address.
public final class Ports {
  private static final int CONNECT_TIMEOUT_MS = 500;
  private static final int FIRST = 10_000;

  /// From here on systems take ports for outgoing connections: a server that listened there and is
  /// killed may find its port taken when it comes back.
  private static final int EPHEMERAL = 32_768;

  private static final int MOST_TRIES = 1_000;

  private Ports() {}

  /// A port nobody listens on right now.
  public static int free() {
    return free(1).getFirst();
  }

  /// `count` different free ports. They are held open together, so that none is given twice.
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int tries = 0; held.size() < count; tries++) {
        try {
          held.add(new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, EPHEMERAL)));
        } catch (BindException e) {
          if (tries > MOST_TRIES) {
            throw e;
          }
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    } finally {
      held.forEach(Ports::closeQuietly);
    }
  }

  /// Whether somebody else holds the port, on the loopback address or on all addresses.
  public static boolean isTaken(int port) {
    return isAccepting(port) || !canBind(port);
  }

  /// Whether a connection to the port on the loopback address is accepted.
  public static boolean isAccepting(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean canBind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a server stopped a moment ago linger; they do not make the port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The port was only probed: nothing is lost.
    }
  }
}
