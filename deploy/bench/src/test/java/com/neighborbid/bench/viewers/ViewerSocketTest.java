package com.neighborbid.bench.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewerSocketTest {
  private static final String CONSENT =
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n";

  private final Viewers.Plan plan =
      new Viewers.Plan(URI.create("http://127.0.0.1:1"), List.of(7L), 1, -1, 0);
  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Crew crew = new Crew(loop, NioSocketChannel.class, plan, 0, 1);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new ViewerSocket(crew, Unpooled.EMPTY_BUFFER, -1));

  @Test
  void countsEachStepOnceHoweverTheBytesAreCut() {
    ByteBuf all = Unpooled.buffer();
    all.writeCharSequence(CONSENT, StandardCharsets.US_ASCII);
    text(all, snapshot(41));
    text(all, update(42, 15_000));
    text(all, "{\"type\":\"presence\",\"viewers\":13}");
    text(all, update(43, 16_000));
    Sent sent = new Sent(15_000, 2_000);
    sent.at(15_000, System.nanoTime());
    sent.at(16_000, System.nanoTime());
    crew.tally().reset(sent);

    while (all.isReadable()) {
      channel.writeInbound(all.readBytes(1));
    }

    Seen seen = crew.tally().result();
    assertThat(seen.updates()).isEqualTo(2);
    assertThat(seen.latencyMicros().getTotalCount()).isEqualTo(2);
    assertThat(seen.missing() + seen.repeated() + seen.skipped() + seen.snapshots()).isZero();
    assertThat(crew.tally().position()).isEqualTo(43);
    assertThat(crew.allServed()).isCompleted();
  }

  @Test
  void noticesWhatIsMissingAndWhatComesTwice() {
    receive(snapshot(1), update(2, 1), update(5, 1), update(5, 1), update(4, 1), update(6, 1));

    Seen seen = crew.tally().result();
    assertThat(seen.updates()).isEqualTo(3);
    assertThat(seen.missing()).isEqualTo(2);
    assertThat(seen.repeated()).isEqualTo(2);
  }

  @Test
  void takesASnapshotForTheStepsItStandsFor() {
    receive(snapshot(1), update(2, 1), snapshot(10), update(11, 1));

    Seen seen = crew.tally().result();
    assertThat(seen.snapshots()).isEqualTo(1);
    assertThat(seen.skipped()).isEqualTo(8);
    assertThat(seen.missing()).isZero();
    assertThat(crew.tally().passed()).isEqualTo(10);
  }

  private void receive(String... messages) {
    ByteBuf all = Unpooled.buffer();
    all.writeCharSequence(CONSENT, StandardCharsets.US_ASCII);
    for (String message : messages) {
      text(all, message);
    }
    channel.writeInbound(all);
  }

  private static void text(ByteBuf out, String message) {
    out.writeByte(0x81);
    if (message.length() < 126) {
      out.writeByte(message.length());
    } else {
      out.writeByte(126).writeShort(message.length());
    }
    out.writeCharSequence(message, StandardCharsets.US_ASCII);
  }

  private static String snapshot(long seq) {
    return "{\"type\":\"snapshot\",\"auctionId\":7,\"seq\":%d,\"status\":\"ACTIVE\",\"amount\":0}"
        .formatted(seq);
  }

  private static String update(long seq, long amount) {
    return "{\"type\":\"update\",\"auctionId\":7,\"seq\":%d,\"amount\":%d,\"bidder\":\"joon\",\"msg\":\"%s\"}"
        .formatted(seq, amount, "joon bid a lot of money for it, more than anybody before him.");
  }
}
