package com.neighborbid.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.bundle.Bundle.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleTest {

  private static final byte[] TWO =
      Bundle.write(
          List.of(
              new Part(
                  "1",
                  Map.of("ETag", "\"a\"", "Cache-Control", "no-cache"),
                  "자전거".getBytes(StandardCharsets.UTF_8)),
              new Part("22", Map.of(), new byte[0])));

  @Test
  void partsComeBackAsTheyWere() {
    List<Part> parts = Bundle.read(TWO);
    assertThat(parts).extracting(Part::name).containsExactly("1", "22");
    assertThat(parts.getFirst().headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("ETag", "\"a\"", "Cache-Control", "no-cache"));
    assertThat(parts.getFirst().body()).asString(StandardCharsets.UTF_8).isEqualTo("자전거");
    assertThat(parts.getLast().body()).isEmpty();
    assertThat(Bundle.read(Bundle.write(List.of()))).isEmpty();
  }

  @Test
  void whatIsCutOffIsNoBundle() {
    for (int length = 0; length < TWO.length; length++) {
      byte[] cut = Arrays.copyOf(TWO, length);
      assertThatThrownBy(() -> Bundle.read(cut))
          .as("%d bytes", cut.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatFollowsIsNoBundle() {
    byte[] longer = Arrays.copyOf(TWO, TWO.length + 1);
    assertThatThrownBy(() -> Bundle.read(longer)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bundle.read(new byte[] {-1, -1, -1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
