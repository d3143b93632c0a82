package com.neighborbid.realtime.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A viewer that reads only when it is told to.
public final class RawSocket implements AutoCloseable {
  private final Socket socket = new Socket();
  private final DataInputStream in;

  public RawSocket(int port, String path) {
    try {
      socket.setReceiveBufferSize(4096);
      socket.setSoTimeout(15_000);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      in = new DataInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) in.readUnsignedByte());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next frame's text; a close frame as `close <code>`.
  public String next() {
    try {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] payload = in.readNBytes(length);
      if (opcode == 8) {
        return "close " + ((payload[0] & 0xff) << 8 | payload[1] & 0xff);
      }
      return new String(payload, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
