package com.neighborbid.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Netty's own decoder is the judge.
class FrameTest {
  private static final int MASK = 0x8badf00d;

  @Test
  void writesBidsThatAServerReads() {
    ByteBuf out = Unpooled.buffer();
    Frame.bid(out, MASK, 70, 1_000_000_000_000L, 0);
    Frame.bid(out, 1, 0, 15_000, 20_010);

    EmbeddedChannel server = server(out);

    assertThat(text(server))
        .isEqualTo("{\"action\":\"bid\",\"amount\":1000000000000,\"id\":\"70\"}");
    assertThat(text(server))
        .isEqualTo("{\"action\":\"bid\",\"amount\":15000,\"maxAmount\":20010,\"id\":\"0\"}");
  }

  @Test
  void answersAPingWithItsContent() {
    ByteBuf out = Unpooled.buffer();
    Frame.pong(out, MASK, Unpooled.copiedBuffer("xxhelloyy", StandardCharsets.UTF_8), 2, 5);

    PongWebSocketFrame pong = server(out).readInbound();

    assertThat(pong.content().toString(StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  private static EmbeddedChannel server(ByteBuf received) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder().expectMaskedFrames(true).build()));
    channel.writeInbound(received);
    return channel;
  }

  private static String text(EmbeddedChannel server) {
    TextWebSocketFrame frame = server.readInbound();
    return frame.text();
  }
}
