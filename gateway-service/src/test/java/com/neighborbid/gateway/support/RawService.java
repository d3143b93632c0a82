package com.neighborbid.gateway.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A realtime service that consents to one WebSocket and then does what the test says, byte by
/// byte.
public final class RawService implements AutoCloseable {

  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(20).toMillis();

  private final ServerSocket listening;

  /// Listens at a port that is free.
  public RawService(int port) {
    try {
      listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.setReceiveBufferSize(64 * 1024);
      listening.setSoTimeout(PATIENCE_MILLIS);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next connection, after its handshake was read and consented to.
  public Socket accept() {
    try {
      Socket socket = listening.accept();
      socket.setSoTimeout(PATIENCE_MILLIS);
      readHead(socket.getInputStream());
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                      + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no handshake: " + head);
      }
      head.append((char) next);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
