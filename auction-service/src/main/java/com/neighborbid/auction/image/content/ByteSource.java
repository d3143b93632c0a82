package com.neighborbid.auction.image.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Bytes of a file, one after the other, through a buffer of its own: millions of single reads of a
/// shared stream would each take its lock. Every method throws `EOFException` where the file ends
/// too early.
final class ByteSource {
  private final InputStream in;
  private final byte[] buffer = new byte[32 * 1024];
  private int at;
  private int end;

  ByteSource(InputStream in) {
    this.in = in;
  }

  int u8() throws IOException {
    if (at == end) {
      end = in.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        throw new EOFException();
      }
    }
    return buffer[at++] & 0xFF;
  }

  int u16() throws IOException {
    return (u8() << 8) | u8();
  }

  long u32() throws IOException {
    return ((long) u16() << 16) | u16();
  }

  int u16LittleEndian() throws IOException {
    return u8() | (u8() << 8);
  }

  int u24LittleEndian() throws IOException {
    return u16LittleEndian() | (u8() << 16);
  }

  long u32LittleEndian() throws IOException {
    return u16LittleEndian() | ((long) u16LittleEndian() << 16);
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) u8();
    }
    return bytes;
  }

  void skip(long count) throws IOException {
    long buffered = Math.min(count, end - at);
    at += (int) buffered;
    in.skipNBytes(count - buffered);
  }
}
