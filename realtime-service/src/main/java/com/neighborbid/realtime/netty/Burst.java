package com.neighborbid.realtime.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// What a room has said and not written to its viewers yet, in its order. Lives on the loop.
final class Burst {
  private final List<ByteBuf> frames = new ArrayList<>();
  private final List<RoomNews> news = new ArrayList<>();
  private int bytes;

  /// Takes over the caller's reference.
  void add(ByteBuf frame, RoomNews what) {
    frames.add(frame);
    news.add(what);
    bytes += frame.readableBytes();
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  int size() {
    return frames.size();
  }

  int bytes() {
    return bytes;
  }

  /// All frames behind each other, so that a viewer costs one write; the caller owns it.
  ByteBuf joined() {
    if (frames.size() == 1) {
      return frames.getFirst().retain();
    }
    ByteBuf all = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    for (ByteBuf frame : frames) {
      all.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
    }
    return all;
  }

  ByteBuf frame(int index) {
    return frames.get(index);
  }

  RoomNews news(int index) {
    return news.get(index);
  }

  void clear() {
    frames.forEach(ByteBuf::release);
    frames.clear();
    news.clear();
    bytes = 0;
  }
}
