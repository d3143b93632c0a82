package com.neighborbid.realtime.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever opens a socket is read or refused: what reads it may throw only what is answered with
/// 400.
class HandshakeFuzzTest {
  private static final String GOOD =
      """
      GET /ws/auction/41/?since=12&conflate=true HTTP/1.1\r
      Host: neighborbid.example:8080\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Protocol: bearer, a.b.c\r
      Origin: https://neighborbid.example:8080\r
      X-Forwarded-Host: neighborbid.example\r
      X-Request-Id: r-1\r
      Accept-Language: ko-KR,ko;q=0.9,en;q=0.8\r
      \r
      """;

  private final Handshakes handshakes = new Handshakes(new Origins(List.of("https://a.example")));

  @Test
  void everyRequestIsReadOrRefused() {
    Fuzz.attempts(
        10_000,
        random -> {
          EmbeddedChannel channel =
              new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(4096));
          channel.writeInbound(
              Unpooled.wrappedBuffer(spoiled(random).getBytes(StandardCharsets.ISO_8859_1)));
          Object request = channel.readInbound();
          if (request instanceof FullHttpRequest whole && whole.decoderResult().isSuccess()) {
            read(whole);
          }
          var _ = channel.finishAndReleaseAll();
        });
  }

  private static String spoiled(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return Mutations.of(random, GOOD);
    }
    String[] lines = GOOD.split("\r\n");
    int line = 1 + random.nextInt(lines.length - 1);
    String name = lines[line].substring(0, lines[line].indexOf(':') + 1);
    lines[line] = name + " " + OddValues.text(random).replaceAll("[\r\n]", "");
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private void read(FullHttpRequest request) {
    String path = new QueryStringDecoder(request.uri()).rawPath();
    var auction = Handshakes.auctionId(path);
    var refusal = UpgradeRules.refusal(request);
    if (auction.isEmpty() || refusal.isPresent()) {
      return;
    }
    try {
      Handshake handshake = handshakes.read(request, auction.getAsLong());
      assertThat(handshake.auctionId()).isNotNegative();
      assertThat(handshake.requestId()).matches("[A-Za-z0-9._-]{1,64}");
      assertThat(handshake.since().orElse(0)).isNotNegative();
    } catch (IllegalArgumentException _) {
      // Answered with 400.
    }
  }
}
