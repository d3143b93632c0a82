package com.neighborbid.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.gateway.edge.Paths;
import com.neighborbid.gateway.request.RequestContext;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Whatever a handshake says reaches the service as one request, or does not reach it.
class HandshakeFuzzTest {

  private static final String GOOD =
      """
      GET /ws/auction/41/?since=12 HTTP/1.1\r
      Host: neighborbid.example:8080\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Protocol: bearer, a.b.c\r
      X-Forwarded-For: 10.0.0.1\r
      \r
      """;

  private static final RequestContext CONTEXT =
      new RequestContext("r-1", "127.0.0.1", "http", "neighborbid.example:8080", true, "");

  @Test
  void whatReachesTheServiceIsOneHandshake() {
    Fuzz.attempts(
        10_000,
        random -> {
          EmbeddedChannel client = new EmbeddedChannel(new HttpRequestDecoder());
          client.writeInbound(
              Unpooled.wrappedBuffer(
                  Mutations.of(random, GOOD).getBytes(StandardCharsets.ISO_8859_1)));
          if (client.readInbound() instanceof HttpRequest request
              && request.decoderResult().isSuccess()
              && MalformedRequests.isLegal(request.uri())
              && UpstreamHeads.isHandshake(request)
              && Paths.isPlain(Paths.of(request.uri()))
              && UpstreamHeads.isClear(request)) {
            checkSent(UpstreamHeads.toService(request, CONTEXT));
          }
          var _ = client.finishAndReleaseAll();
        });
  }

  private static void checkSent(FullHttpRequest upstream) {
    EmbeddedChannel out = new EmbeddedChannel(new HttpRequestEncoder());
    assertThat(out.writeOutbound(upstream)).isTrue();
    ByteBuf sent = out.readOutbound();
    String text = sent.toString(StandardCharsets.ISO_8859_1);
    assertThat(text.indexOf("\r\n\r\n"))
        .as("nothing follows the head")
        .isEqualTo(text.length() - 4);
    assertThat(text.lines().filter(line -> line.regionMatches(true, 0, "host:", 0, 5))).hasSize(1);
    assertThat(text.lines().filter(line -> line.regionMatches(true, 0, "x-forwarded-for:", 0, 16)))
        .containsExactly("X-Forwarded-For: 127.0.0.1");
    boolean _ = sent.release();
    var _ = out.finishAndReleaseAll();
  }

  @Test
  void aTargetThatIsLegalAndPlainMeansTheSameToEverybody() {
    Fuzz.attempts(
        30_000,
        random -> {
          String target =
              random.nextInt(4) == 0
                  ? "/api/" + OddValues.text(random)
                  : Mutations.of(random, "/api/auctions/41/bids?limit=5&cursor=a%20b");
          String path = Paths.of(target);
          if (MalformedRequests.isLegal(target) && Paths.isPlain(path)) {
            assertThat(URI.create("http://h" + path.replace("[", "%5B").replace("]", "%5D")))
                .satisfies(uri -> assertThat(uri.normalize().getPath()).isEqualTo(uri.getPath()));
          }
        });
  }

  /// However the bytes are cut, the tracker comes to the same place.
  @Test
  void anyBytesAreTrackedAlikeHoweverTheyAreCut() {
    Fuzz.attempts(
        10_000,
        random -> {
          byte[] noise = new byte[random.nextInt(200)];
          random.nextBytes(noise);
          FrameTracker whole = new FrameTracker();
          whole.see(Unpooled.wrappedBuffer(noise));
          FrameTracker cut = new FrameTracker();
          ByteBuf bytes = Unpooled.wrappedBuffer(noise);
          while (bytes.isReadable()) {
            cut.see(bytes.readSlice(1 + random.nextInt(bytes.readableBytes())));
          }
          assertThat(cut.isBetweenFrames()).isEqualTo(whole.isBetweenFrames());
          assertThat(cut.isCloseSeen()).isEqualTo(whole.isCloseSeen());
        });
  }
}
