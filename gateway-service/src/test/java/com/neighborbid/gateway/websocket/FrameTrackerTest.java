package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTrackerTest {

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
  void aWholeFrameEndsBetweenFrames(int length) {
    FrameTracker frames = new FrameTracker();
    byte[] frame = frame(TEXT, length, false);
    frames.see(Unpooled.wrappedBuffer(frame, 0, frame.length - 1));
    assertThat(frames.isBetweenFrames()).isFalse();
    frames.see(Unpooled.wrappedBuffer(frame, frame.length - 1, 1));
    assertThat(frames.isBetweenFrames()).isTrue();
    assertThat(frames.isCloseSeen()).isFalse();
  }

  @Test
  void theKeyOfAMaskedFrameBelongsToIt() {
    FrameTracker frames = new FrameTracker();
    frames.see(Unpooled.wrappedBuffer(frame(TEXT, 3, true)));
    assertThat(frames.isBetweenFrames()).isTrue();
  }

  @Test
  void aCloseFrameIsSeen() {
    FrameTracker frames = new FrameTracker();
    frames.see(Unpooled.wrappedBuffer(frame(TEXT, 300, false), frame(CLOSE, 2, false)));
    assertThat(frames.isCloseSeen()).isTrue();
  }

  @Test
  void aPayloadThatLooksLikeACloseFrameIsNone() {
    FrameTracker frames = new FrameTracker();
    byte[] frame = frame(TEXT, 4, false);
    frame[2] = (byte) CLOSE;
    frames.see(Unpooled.wrappedBuffer(frame));
    assertThat(frames.isCloseSeen()).isFalse();
    assertThat(frames.isBetweenFrames()).isTrue();
  }

  @Test
  void theCutsBetweenReadsDoNotMatter() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      stream.writeBytes(frame(TEXT, random.nextInt(70_000), random.nextBoolean()));
    }
    byte[] bytes = stream.toByteArray();
    FrameTracker frames = new FrameTracker();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(5000));
      ByteBuf part = Unpooled.wrappedBuffer(bytes, at, length);
      frames.see(part);
      assertThat(part.readableBytes()).as("nothing is consumed").isEqualTo(length);
      at += length;
    }
    assertThat(frames.isBetweenFrames()).isTrue();
    assertThat(frames.isCloseSeen()).isFalse();
  }

  private static byte[] frame(int first, int length, boolean masked) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int mask = masked ? 0x80 : 0;
    frame.write(first);
    if (length < 126) {
      frame.write(mask | length);
    } else if (length < 65_536) {
      frame.write(mask | 126);
      frame.write(length >> 8);
      frame.write(length);
    } else {
      frame.write(mask | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) length >> shift));
      }
    }
    frame.writeBytes(new byte[length + (masked ? 4 : 0)]);
    return frame.toByteArray();
  }
}
