package com.neighborbid.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.bench.load.Scan.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final String ACCEPTED =
      "{\"type\":\"accepted\",\"id\":\"4711\",\"bidId\":\"01a1fc49-ef47-7f3d-8634-4e9979ad7c7e\","
          + "\"status\":\"ACCEPTED\",\"amount\":15000,\"currentPrice\":15000,\"seq\":42}";
  private static final String REFUSED =
      "{\"type\":\"error\",\"error\":\"입찰가가 낮습니다.\",\"code\":\"BELOW_MINIMUM\",\"id\":\"9\","
          + "\"bidId\":\"01a1fc49-ef47-7f3d-8634-4e9979ad7c7e\",\"minNextBid\":16000}";

  @Test
  void readsAnAcceptedBid() {
    assertThat(kind(ACCEPTED)).isEqualTo(Kind.ACCEPTED);
    assertThat(id(ACCEPTED)).isEqualTo(4711);
    assertThat(status(ACCEPTED)).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void readsABidThatWasOutbidAtOnce() {
    assertThat(status(ACCEPTED.replace("\"ACCEPTED\"", "\"OUTBID\""))).isEqualTo(Outcome.OUTBID);
  }

  @Test
  void readsARefusal() {
    assertThat(kind(REFUSED)).isEqualTo(Kind.ERROR);
    assertThat(id(REFUSED)).isEqualTo(9);
    assertThat(code(REFUSED)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void tellsARefusalFromAFailure() {
    assertThat(code(withCode("INSUFFICIENT_FUNDS"))).isEqualTo(Outcome.REFUSED);
    assertThat(code(withCode("OUTBID_MEANWHILE"))).isEqualTo(Outcome.REFUSED);
    assertThat(code(withCode("INTERNAL"))).isEqualTo(Outcome.FAILED);
    assertThat(code(withCode("SERVICE_UNAVAILABLE"))).isEqualTo(Outcome.FAILED);
    assertThat(code(withCode("TOO_MANY_REQUESTS"))).isEqualTo(Outcome.FAILED);
    assertThat(code("{\"type\":\"error\"}")).isEqualTo(Outcome.FAILED);
  }

  @Test
  void tellsTheKindsOfMessagesApart() {
    assertThat(kind("{\"type\":\"snapshot\",\"auctionId\":1}")).isEqualTo(Kind.SNAPSHOT);
    assertThat(kind("{\"type\":\"sold_out\",\"auctionId\":1}")).isEqualTo(Kind.OTHER);
    assertThat(kind("{\"type\":\"update\",\"auctionId\":1}")).isEqualTo(Kind.UPDATE);
    assertThat(kind("{\"type\":\"auction_end\",\"auctionId\":1}")).isEqualTo(Kind.OTHER);
    assertThat(kind("{\"type\":\"received\",\"id\":\"1\"}")).isEqualTo(Kind.OTHER);
    assertThat(kind("{}")).isEqualTo(Kind.OTHER);
  }

  @Test
  void findsNoNumberWhereThereIsNone() {
    assertThat(id("{\"type\":\"error\",\"code\":\"INTERNAL\"}")).isEqualTo(-1);
    assertThat(id("{\"type\":\"error\",\"id\":\"abc\"}")).isEqualTo(-1);
    assertThat(id("{\"type\":\"error\",\"id\":\"12")).isEqualTo(-1);
  }

  @Test
  void readsOnlyItsOwnBytes() {
    ByteBuf two = bytes(ACCEPTED + REFUSED);
    int from = ACCEPTED.length();
    assertThat(Scan.id(two, from, two.readableBytes() - from)).isEqualTo(9);
    assertThat(Scan.id(bytes("{\"type\":\"pong\"}" + REFUSED), 0, 15)).isEqualTo(-1);
  }

  private static String withCode(String code) {
    return REFUSED.replace("BELOW_MINIMUM", code);
  }

  private static Kind kind(String text) {
    ByteBuf bytes = bytes(text);
    return Scan.kind(bytes, 0, bytes.readableBytes());
  }

  private static long id(String text) {
    ByteBuf bytes = bytes(text);
    return Scan.id(bytes, 0, bytes.readableBytes());
  }

  private static Outcome status(String text) {
    ByteBuf bytes = bytes(text);
    return Scan.status(bytes, 0, bytes.readableBytes());
  }

  private static Outcome code(String text) {
    ByteBuf bytes = bytes(text);
    return Scan.code(bytes, 0, bytes.readableBytes());
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
