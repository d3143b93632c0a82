package com.neighborbid.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Writes WebSocket frames of a client: short, whole and masked.
public final class Frame {
  private static final byte[] BID = bytes("{\"action\":\"bid\",\"amount\":");
  private static final byte[] MAX = bytes(",\"maxAmount\":");
  private static final byte[] ID = bytes(",\"id\":\"");
  private static final byte[] END = bytes("\"}");
  private static final int TEXT = 0x81;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;
  private static final int HEADER = 6;
  private static final int LONGEST = 125;

  private Frame() {}

  /// @param max 0 for a plain bid
  static void bid(ByteBuf out, int mask, long id, long amount, long max) {
    int start = out.writerIndex();
    out.writeByte(TEXT).writeByte(0).writeInt(mask);
    out.writeBytes(BID);
    number(out, amount);
    if (max > 0) {
      out.writeBytes(MAX);
      number(out, max);
    }
    out.writeBytes(ID);
    number(out, id);
    out.writeBytes(END);
    seal(out, start, mask);
  }

  /// Answers a ping with its own content.
  public static void pong(ByteBuf out, int mask, ByteBuf ping, int from, int length) {
    int start = out.writerIndex();
    out.writeByte(PONG).writeByte(0).writeInt(mask).writeBytes(ping, from, length);
    seal(out, start, mask);
  }

  private static void seal(ByteBuf out, int start, int mask) {
    int first = start + HEADER;
    int length = out.writerIndex() - first;
    if (length > LONGEST) {
      throw new IllegalArgumentException("a frame of " + length + " bytes is too long for this");
    }
    out.setByte(start + 1, MASKED | length);
    for (int i = 0; i < length; i++) {
      out.setByte(first + i, out.getByte(first + i) ^ (mask >>> (24 - 8 * (i & 3))));
    }
  }

  private static void number(ByteBuf out, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int end = out.writerIndex() + digits;
    out.ensureWritable(digits).writerIndex(end);
    long rest = value;
    for (int i = end - 1; i >= end - digits; i--) {
      out.setByte(i, (int) ('0' + rest % 10));
      rest /= 10;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
