package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxCodecTest {
  private static final LaneKey LANE = new LaneKey("g", "t.log", 3);
  private static final byte[] VALUE = "값 \0 {}".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsBackEveryKindOfMessageInOrder() {
    List<Outgoing> messages =
        List.of(
            new ToKafka("auction.events", "41", "auction.BidAccepted.v1", VALUE, 1_795L, "req-1"),
            new ToKafka("wallet.log", "", "wallet.SetHold.v1", new byte[0], -1, null),
            new ToRoom(41, Long.MAX_VALUE, VALUE),
            new ToChannel("user:7", VALUE));
    assertThat(OutboxCodec.decode(OutboxCodec.encode(messages)))
        .usingRecursiveComparison()
        .isEqualTo(messages);
  }

  @Test
  void readsBackAnEmptyRow() {
    assertThat(OutboxCodec.decode(OutboxCodec.encode(List.of()))).isEmpty();
  }

  @Test
  void refusesARowOfAnotherVersion() {
    byte[] newer = OutboxCodec.encode(List.of());
    newer[0] = 3;
    assertThatThrownBy(() -> OutboxCodec.decode(newer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 3");
  }

  /// Such a row may be unsent when a service of the next version takes the lane.
  @Test
  void readsARowOfTheVersionBeforeWithTheIdsItHadThen() throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(before)) {
      out.writeByte(1);
      out.writeInt(2);
      for (String key : List.of("7", "8")) {
        out.writeByte('k');
        out.writeUTF("wallet.log");
        out.writeUTF(key);
        out.writeUTF("wallet.SetHold.v1");
        out.writeLong(1_795L);
        out.writeBoolean(false);
        out.writeInt(VALUE.length);
        out.write(VALUE);
      }
    }

    List<Outgoing> read = OutboxCodec.decode(before.toByteArray());

    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(
                new ToKafka("wallet.log", "7", "wallet.SetHold.v1", VALUE, 1_795L, null),
                new ToKafka("wallet.log", "8", "wallet.SetHold.v1", VALUE, 1_795L, null)));
    assertThat(SentMessages.id(LANE, 12, 1, (ToKafka) read.getLast())).isEqualTo("g/t.log-3/12/1");
  }

  @Test
  void namesMessagesByTheRecordTheyFollowFrom() {
    LaneOutput output = new LaneOutput();
    output.follows(4_711);
    output.add(new ToKafka("t", "k", "y", VALUE, 1_795L, null));
    output.add(new ToChannel("c", VALUE));
    output.add(new ToKafka("t", "k", "y", VALUE, 1_795L, null));
    output.follows(4_712);
    output.add(new ToKafka("t", "k", "y", VALUE, 1_796L, null));

    List<Outgoing> kept = OutboxCodec.decode(OutboxCodec.encode(output.messages()));

    assertThat(
            kept.stream()
                .filter(ToKafka.class::isInstance)
                .map(message -> SentMessages.id(LANE, 12, 0, (ToKafka) message)))
        .containsExactly("g/t.log-3/4711@1795/0", "g/t.log-3/4711@1795/1", "g/t.log-3/4712@1796/0");
  }

  @Test
  void refusesAMessageForKafkaThatFollowsFromNoRecord() {
    LaneOutput output = new LaneOutput();
    output.follows(1);
    output.ends();
    output.add(new ToChannel("c", VALUE));
    assertThatThrownBy(() -> output.add(new ToKafka("t", "k", "y", VALUE, 0, null)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesARowThatIsCutShort() {
    byte[] whole = OutboxCodec.encode(List.of(new ToRoom(1, 2, VALUE)));
    for (int length = 0; length < whole.length - VALUE.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> OutboxCodec.decode(cut)).as("%d bytes", length).isNotNull();
    }
  }

  static Stream<Outgoing> tooLong() {
    byte[] large = new byte[OutboxCodec.PAYLOAD_BYTES_MAX + 1];
    String text = "키".repeat(10_001);
    return Stream.of(
        new ToKafka("t", "k", "y", large, 0, null),
        new ToKafka(text, "k", "y", VALUE, 0, null),
        new ToKafka("t", text, "y", VALUE, 0, null),
        new ToKafka("t", "k", text, VALUE, 0, null),
        new ToKafka("t", "k", "y", VALUE, 0, text),
        new ToRoom(1, 1, large),
        new ToChannel("c", large),
        new ToChannel(text, VALUE));
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void refusesWhatCouldNeverBeSent(Outgoing message) {
    LaneOutput output = new LaneOutput();
    assertThatThrownBy(() -> output.add(message)).isInstanceOf(IllegalArgumentException.class);
    assertThat(output.messages()).isEmpty();
  }

  @Test
  void takesTheLongestThatFits() {
    LaneOutput output = new LaneOutput();
    String text = "키".repeat(10_000);
    output.add(new ToKafka(text, text, text, new byte[OutboxCodec.PAYLOAD_BYTES_MAX], 0, text));
    assertThatCode(() -> OutboxCodec.decode(OutboxCodec.encode(output.messages())))
        .doesNotThrowAnyException();
  }
}
