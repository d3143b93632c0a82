package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  @Test
  void keepsTheRecordAsItWas() {
    LogRecord record = new LogRecord(3, 17, 5, "41", "auction.Odd.v1", new byte[] {0, -1}, null);
    DeadLetter letter = DeadLetter.of("auction.log", record, "not readable");
    assertThat(ContractJson.read(letter.toJson(), DeadLetter.class)).isEqualTo(letter);
    assertThat(Base64.getDecoder().decode(letter.value())).containsExactly(0, -1);
    assertThat(letter.valueBytes()).isEqualTo(2);
  }

  @Test
  void isShortEnoughWhateverTheRecordWas() {
    String long_ = "\0키\ud83d\ude00".repeat(20_000);
    LogRecord record = new LogRecord(3, 17, 5, long_, long_, new byte[3_000_000], null);
    DeadLetter letter = DeadLetter.of("auction.log", record, long_);
    assertThat(letter.toJson().length).isLessThan(OutboxCodec.PAYLOAD_BYTES_MAX);
    assertThat(letter.valueBytes()).isEqualTo(3_000_000);
    assertThat(letter.key()).doesNotContain("\0").startsWith(" 키\ud83d\ude00");
    assertThat(letter.key().codePointCount(0, letter.key().length())).isEqualTo(1_000);
  }

  @Test
  void holdsNoHalfCharacters() {
    assertThat(DeadLetter.text("a\ud800b\u0007c")).isEqualTo("a b c");
  }
}
