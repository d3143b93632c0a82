package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.Language;
import com.neighborbid.realtime.protocol.ToClient;
import com.neighborbid.realtime.protocol.ToClientJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

/// Whole WebSocket text frames. Frames of a server are not masked, so the same bytes serve every
/// socket; they pass the pipeline's frame encoder untouched, because it only cares for frame
/// objects.
final class Frames {
  private static final int FINAL_TEXT = 0x81;
  private static final int SHORT_LENGTH = 125;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int LONGEST = 0xffff;

  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(2).writeByte(0x89).writeByte(0));

  private Frames() {}

  /// An empty ping; always the same bytes.
  static ByteBuf ping() {
    return PING.duplicate();
  }

  /// A message as a frame, in direct memory; the caller owns it.
  static ByteBuf encode(ToClient message, Language language) {
    byte[] text = ToClientJson.encode(message, language);
    if (text.length > LONGEST) {
      throw new IllegalArgumentException("message of " + text.length + " bytes");
    }
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(text.length + 4, text.length + 4);
    frame.writeByte(FINAL_TEXT);
    if (text.length <= SHORT_LENGTH) {
      frame.writeByte(text.length);
    } else {
      frame.writeByte(TWO_BYTE_LENGTH);
      frame.writeShort(text.length);
    }
    return frame.writeBytes(text);
  }
}
