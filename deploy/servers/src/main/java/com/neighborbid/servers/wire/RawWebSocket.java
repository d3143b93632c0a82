package com.neighborbid.servers.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A connection that sends what it is told, byte by byte, and takes only what the protocol allows.
public final class RawWebSocket implements AutoCloseable {
  /// A key whose answer stands in RFC 6455.
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /// Connects; nothing is sent yet.
  public RawWebSocket(int port) {
    this(port, 0);
  }

  /// Connects with a receive buffer of so many bytes; 0 leaves it to the system.
  public RawWebSocket(int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The handshake that every case begins with.
  public static String handshake(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\n\r\n";
  }

  /// Connects and opens a WebSocket.
  ///
  /// @throws IllegalStateException if the service does not consent as it must
  public static RawWebSocket open(int port, String path) {
    RawWebSocket socket = new RawWebSocket(port);
    try {
      return socket.open(path, new byte[0]);
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// Opens a WebSocket.
  ///
  /// @param early sent together with the handshake
  /// @throws IllegalStateException if the service does not consent as it must
  public RawWebSocket open(String path, byte[] early) {
    send(Bytes.join(handshake(path).getBytes(StandardCharsets.US_ASCII), early));
    String head = head();
    if (!head.startsWith("HTTP/1.1 101 ")
        || !head.contains("\nsec-websocket-accept: " + ACCEPT + "\n")) {
      throw new IllegalStateException("no consent: " + head);
    }
    return this;
  }

  public RawWebSocket send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends in pieces, each a packet of its own.
  RawWebSocket send(byte[] bytes, int size) {
    Bytes.pieces(bytes, size).forEach(this::send);
    return this;
  }

  /// Says that nothing more will be sent; goes on reading.
  public RawWebSocket endSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The head of an answer: its lines, ended by `\n` each, names of headers in lower case.
  public String head() {
    StringBuilder head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = head.isEmpty() ? -1 : line.indexOf(':');
      head.append(
              colon < 0
                  ? line
                  : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT)
                      + line.substring(colon))
          .append('\n');
    }
    return head.toString();
  }

  private String line() {
    try {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Exactly so many bytes, fewer only at the end of the connection.
  public byte[] read(int count) {
    try {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything until the end of the connection.
  public byte[] rest() {
    return read(Integer.MAX_VALUE);
  }

  /// Reads so many bytes without keeping them; answers their CRC-32C.
  public long checksum(long count) {
    return checksum(in, count);
  }

  /// Reads so many bytes without keeping them; answers their CRC-32C.
  public static long checksum(InputStream in, long count) {
    try {
      CRC32C crc = new CRC32C();
      byte[] buffer = new byte[64 * 1024];
      for (long left = count; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException(left + " bytes are missing");
        }
        crc.update(buffer, 0, read);
        left -= read;
      }
      return crc.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where to send more than fits into one array.
  public OutputStream output() {
    try {
      return socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next frame; empty at the end of the connection.
  ///
  /// @throws IllegalStateException if a server may not send this
  Optional<Frame> next() {
    try {
      int first = in.read();
      return first < 0 ? Optional.empty() : Optional.of(frame(first));
    } catch (EOFException e) {
      throw new IllegalStateException("ends in the middle of a frame", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame frame(int first) throws IOException {
    int second = in.readUnsignedByte();
    require((first & 0x70) == 0, "reserved bits in " + first);
    require((second & 0x80) == 0, "masked by the server");
    int length = length(second);
    Frame frame = Frame.read(first, in.readNBytes(length));
    require(frame.payload().length == length, "ends in the middle of a frame");
    require(frame.isFinal() && frame.opcode() != Frame.CONTINUATION, "in parts: " + frame);
    if (frame.opcode() >= Frame.CLOSE) {
      require(length <= 125, "long control frame");
    }
    if (frame.opcode() == Frame.TEXT) {
      requireUtf8(frame.payload());
    }
    return frame;
  }

  private int length(int second) throws IOException {
    if (second < 126) {
      return second;
    }
    long length = second == 126 ? in.readUnsignedShort() : in.readLong();
    require(length > (second == 126 ? 125 : 0xffff), "length not minimal: " + length);
    require(length <= Integer.MAX_VALUE, "length " + length);
    return (int) length;
  }

  private static void requireUtf8(byte[] text) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("text that is not UTF-8", e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("against the protocol: " + otherwise);
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
