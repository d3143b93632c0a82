package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxCodecTest {
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
    newer[0] = 2;
    assertThatThrownBy(() -> OutboxCodec.decode(newer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2");
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
