package com.neighborbid.servers.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// One WebSocket frame as it stands on the wire, proper or not.
public final class Frame {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xa;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 125;
  private static final int LENGTH_16_BIT = 126;
  private static final int LENGTH_64_BIT = 127;
  private static final int LONGEST_SHOWN = 40;
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  /// How the length is written.
  enum Length {
    MINIMAL,
    IN_16_BITS,
    IN_64_BITS
  }

  private final int first;
  private final byte[] payload;
  private final Length form;
  private final long announced;
  private final boolean masked;

  private Frame(int first, byte[] payload, Length form, long announced, boolean masked) {
    this.first = first;
    this.payload = payload;
    this.form = form;
    this.announced = announced;
    this.masked = masked;
  }

  /// A whole message or control frame.
  static Frame of(int opcode, byte[] payload) {
    return new Frame(FIN | opcode, payload, Length.MINIMAL, payload.length, true);
  }

  static Frame text(byte[] payload) {
    return of(TEXT, payload);
  }

  static Frame text(String payload) {
    return text(payload.getBytes(StandardCharsets.UTF_8));
  }

  static Frame ping(String payload) {
    return of(PING, payload.getBytes(StandardCharsets.UTF_8));
  }

  static Frame pong(String payload) {
    return of(PONG, payload.getBytes(StandardCharsets.UTF_8));
  }

  /// A close frame with a code and a reason.
  static Frame close(int code, byte[] reason) {
    return of(CLOSE, Bytes.join(new byte[] {(byte) (code >> 8), (byte) code}, reason));
  }

  /// What was read; always as a server sends it.
  static Frame read(int first, byte[] payload) {
    return new Frame(first, payload, Length.MINIMAL, payload.length, false);
  }

  /// The same, with more to come.
  Frame unfinished() {
    return new Frame(first & ~FIN, payload, form, announced, masked);
  }

  /// The same with reserved bits set.
  ///
  /// @param bits 1-7
  Frame reserved(int bits) {
    return new Frame(first | bits << 4, payload, form, announced, masked);
  }

  Frame lengthIn(Length other) {
    return new Frame(first, payload, other, announced, masked);
  }

  /// The same, but it claims to be longer than it is.
  Frame announcing(long length, Length other) {
    return new Frame(first, payload, other, length, masked);
  }

  Frame unmasked() {
    return new Frame(first, payload, form, announced, false);
  }

  int opcode() {
    return first & 0x0f;
  }

  boolean isFinal() {
    return (first & FIN) != 0;
  }

  byte[] payload() {
    return payload.clone();
  }

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /// The code of a close frame; 1005 where it has none.
  int closeCode() {
    return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    writeLength(out);
    if (!masked) {
      out.writeBytes(payload);
      return out.toByteArray();
    }
    out.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ MASK[i % MASK.length]);
    }
    return out.toByteArray();
  }

  private void writeLength(ByteArrayOutputStream out) {
    int mask = masked ? MASKED : 0;
    Length chosen = form;
    if (form == Length.MINIMAL && announced > SHORT_LENGTH) {
      chosen = announced > 0xffff ? Length.IN_64_BITS : Length.IN_16_BITS;
    }
    switch (chosen) {
      case MINIMAL -> out.write(mask | (int) announced);
      case IN_16_BITS -> {
        out.write(mask | LENGTH_16_BIT);
        out.write((int) announced >> 8);
        out.write((int) announced);
      }
      case IN_64_BITS -> {
        out.write(mask | LENGTH_64_BIT);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.write((int) (announced >> shift));
        }
      }
    }
  }

  /// As a person reads it in a failed test; equal for equal frames.
  @Override
  public String toString() {
    return switch (opcode()) {
      case TEXT -> "TEXT " + abbreviated(text());
      case BINARY -> "BINARY " + abbreviated(HexFormat.of().formatHex(payload));
      case CLOSE ->
          "CLOSE "
              + closeCode()
              + " "
              + abbreviated(
                  Bytes.text(
                      Arrays.copyOfRange(payload, Math.min(2, payload.length), payload.length)));
      case PING -> "PING " + abbreviated(HexFormat.of().formatHex(payload));
      case PONG -> "PONG " + abbreviated(HexFormat.of().formatHex(payload));
      default -> "OPCODE " + opcode() + " " + abbreviated(HexFormat.of().formatHex(payload));
    };
  }

  private String abbreviated(String content) {
    if (content.length() <= LONGEST_SHOWN) {
      return content;
    }
    CRC32 crc = new CRC32();
    crc.update(payload);
    return content.substring(0, LONGEST_SHOWN)
        + "… ("
        + payload.length
        + " bytes, "
        + Long.toHexString(crc.getValue())
        + ")";
  }
}
