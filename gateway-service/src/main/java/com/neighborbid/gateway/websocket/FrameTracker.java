package com.neighborbid.gateway.websocket;

import io.netty.buffer.ByteBuf;

/// Knows, from the bytes passing by, where one WebSocket frame ends and the next begins.
///
/// Only frame headers are looked at (2 to 14 bytes); payloads are skipped in one step. That is what
/// makes it safe to add a frame of our own: in the middle of another frame it would be its payload.
final class FrameTracker {

  private static final int OPCODE_MASK = 0x0f;
  private static final int OPCODE_CLOSE = 0x8;
  private static final int MASK_BIT = 0x80;
  private static final int LENGTH_MASK = 0x7f;
  private static final int LENGTH_16_BIT = 126;
  private static final int LENGTH_64_BIT = 127;
  private static final int MASK_KEY_BYTES = 4;

  private enum Expecting {
    OPCODE,
    LENGTH,
    EXTENDED_LENGTH,
    PAYLOAD
  }

  private Expecting expecting = Expecting.OPCODE;
  private int extendedBytesLeft;
  private long payloadLeft;
  private boolean masked;
  private boolean closeSeen;

  /// Looks at bytes on their way; neither reads nor changes the buffer.
  void see(ByteBuf bytes) {
    int index = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (index < end) {
      if (expecting == Expecting.PAYLOAD) {
        long skipped = Math.min(payloadLeft, end - index);
        index += (int) skipped;
        payloadLeft -= skipped;
        if (payloadLeft == 0) {
          expecting = Expecting.OPCODE;
        }
      } else {
        see(bytes.getByte(index) & 0xff);
        index++;
      }
    }
  }

  /// Whether the bytes so far are whole frames.
  boolean isBetweenFrames() {
    return expecting == Expecting.OPCODE;
  }

  /// Whether a close frame passed: after it nothing may follow.
  boolean isCloseSeen() {
    return closeSeen;
  }

  private void see(int headerByte) {
    switch (expecting) {
      case OPCODE -> {
        closeSeen |= (headerByte & OPCODE_MASK) == OPCODE_CLOSE;
        expecting = Expecting.LENGTH;
      }
      case LENGTH -> seeLength(headerByte);
      case EXTENDED_LENGTH -> {
        payloadLeft = payloadLeft << 8 | headerByte;
        if (--extendedBytesLeft == 0) {
          beginPayload();
        }
      }
      case PAYLOAD -> throw new IllegalStateException("a payload is skipped, not read");
    }
  }

  private void seeLength(int headerByte) {
    masked = (headerByte & MASK_BIT) != 0;
    int length = headerByte & LENGTH_MASK;
    if (length < LENGTH_16_BIT) {
      payloadLeft = length;
      beginPayload();
      return;
    }
    payloadLeft = 0;
    extendedBytesLeft = length == LENGTH_64_BIT ? Long.BYTES : Short.BYTES;
    expecting = Expecting.EXTENDED_LENGTH;
  }

  private void beginPayload() {
    if (masked) {
      payloadLeft += MASK_KEY_BYTES;
    }
    expecting = payloadLeft > 0 ? Expecting.PAYLOAD : Expecting.OPCODE;
  }
}
