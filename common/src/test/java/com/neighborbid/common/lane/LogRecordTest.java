package com.neighborbid.common.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRecordTest {
  @Test
  void aKeyIsANumber() {
    assertThat(LogRecord.numericKey("7")).isEqualTo(7);
    assertThat(LogRecord.numericKey("-7")).isEqualTo(-7);
    assertThat(LogRecord.numericKey("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
  }

  /// All of them used to be 7. They lie in other partitions than "7", so two lanes would have
  /// decided for one wallet at the same time.
  @ParameterizedTest
  @ValueSource(strings = {"+7", "07", "0007", "\u0667", "\uff17", "-0", "", " 7", "7.0"})
  void theSameNumberWrittenOtherwiseIsNoKey(String key) {
    assertThatThrownBy(() -> LogRecord.numericKey(key)).isInstanceOf(NumberFormatException.class);
  }
}
