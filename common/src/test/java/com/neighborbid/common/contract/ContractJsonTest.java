package com.neighborbid.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {
  record Inner(String name, @Nullable Long count) {}

  record Outer(long id, @Nullable String note, List<Inner> inner) {
    Outer {
      inner = List.copyOf(inner);
    }
  }

  record Grown(long id, @ZeroIfAbsent long addedLater) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{\"id\":1}; 0", "{\"id\":1,\"addedLater\":7}; 7"})
  void aNumberAddedLaterIsZeroInOlderRecordsWhichAreWrittenAsTheyWere(String json, long value) {
    Grown grown = ContractJson.read(json.getBytes(StandardCharsets.UTF_8), Grown.class);
    assertThat(grown).isEqualTo(new Grown(1, value));
    assertThat(new String(ContractJson.write(grown), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void whatIsAbsentIsLeftOutAndReadBackAsAbsent() {
    Outer value = new Outer(1, null, List.of(new Inner("a", null), new Inner("b", 2L)));
    byte[] json = ContractJson.write(value);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":1,\"inner\":[{\"name\":\"a\"},{\"name\":\"b\",\"count\":2}]}");
    assertThat(ContractJson.read(json, Outer.class)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}",
        "{\"inner\":[]}",
        "{\"id\":1,\"inner\":null}",
        "{\"id\":null,\"inner\":[]}",
        "{\"id\":1.5,\"inner\":[]}",
        "{\"id\":1,\"inner\":[{\"count\":1}]}",
        "{\"id\":1,\"inner\":[{\"name\":null}]}",
        "{\"id\":99999999999999999999,\"inner\":[]}",
        "{\"id\":1,\"inner\":[]",
        "null",
        ""
      })
  void refusesWhatIsNotTheRecord(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ContractJson.read(bytes, Outer.class))
        .isInstanceOf(MalformedContractException.class);
  }

  record Dated(String name, Instant at) {}

  /// What is read must be fit to be written again and kept: otherwise it fails later, where no
  /// record can be blamed and passed any more.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"half a \\ud83d character\",\"at\":\"2026-11-21T12:00:00Z\"}",
        "{\"name\":\"\\ude00\",\"at\":\"2026-11-21T12:00:00Z\"}",
        "{\"name\":\"a\\u0000b\",\"at\":\"2026-11-21T12:00:00Z\"}",
        "{\"name\":\"a\",\"at\":\"+1000000000-12-31T23:59:59.999999999Z\"}",
        "{\"name\":\"a\",\"at\":\"+10000-01-01T00:00:00Z\"}",
        "{\"name\":\"a\",\"at\":\"-0001-01-01T00:00:00Z\"}",
        "{\"name\":\"a\",\"at\":31556889864403200}"
      })
  void refusesWhatNothingBehindItCouldKeep(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ContractJson.read(bytes, Dated.class))
        .isInstanceOf(MalformedContractException.class);
  }

  @Test
  void takesWholeCharactersBeyondTheFirstPlane() {
    String json = "{\"name\":\"\\ud83d\\ude00\",\"at\":\"2026-11-21T12:00:00Z\"}";
    assertThat(ContractJson.read(json.getBytes(StandardCharsets.UTF_8), Dated.class).name())
        .isEqualTo("\ud83d\ude00");
  }

  /// Compaction leaves records without a value.
  @Test
  void refusesNothingAtAll() {
    assertThatThrownBy(() -> ContractJson.read(null, Dated.class))
        .isInstanceOf(MalformedContractException.class);
  }
}
