package com.neighborbid.user.keys.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.keys.domain.KeyRing.KeyLife;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theNewestKeyThatIsNotRetiredSigns() {
    KeyRing ring =
        new KeyRing(
            List.of(
                key("old", 100, null, null),
                key("new", 50, null, null),
                key("newest but retired", 10, -1L, null)));
    assertThat(ring.signer(NOW)).contains("new");
  }

  @Test
  void aKeySignsUntilTheMomentItIsRetired() {
    KeyRing ring = new KeyRing(List.of(key("old", 100, null, null), key("new", 50, 1L, 60L)));
    assertThat(ring.signer(NOW)).contains("new");
    assertThat(ring.signer(NOW.plusSeconds(1))).contains("old");
    assertThat(ring.counting(NOW.plusSeconds(1))).containsExactly("old", "new");
    assertThat(ring.counting(NOW.plusSeconds(60))).containsExactly("old");
  }

  @Test
  void aKeyIsPublishedBeforeItSigns() {
    KeyRing ring = new KeyRing(List.of(key("old", 100, 5L, 60L), key("next", -5, null, null)));
    assertThat(ring.hasNext(NOW)).isTrue();
    assertThat(ring.signer(NOW)).contains("old");
    assertThat(ring.counting(NOW)).containsExactly("old", "next");
    assertThat(ring.signer(NOW.plusSeconds(5))).contains("next");
    assertThat(ring.hasNext(NOW.plusSeconds(5))).isFalse();
  }

  @Test
  void aKeyIsDueWhenItHasSignedLongEnough() {
    KeyRing ring = new KeyRing(List.of(key("only", 100, null, null)));
    assertThat(ring.isDue(NOW, Duration.ofSeconds(101))).isFalse();
    assertThat(ring.isDue(NOW, Duration.ofSeconds(100))).isTrue();
    assertThat(new KeyRing(List.of()).isDue(NOW, Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void anEmptyRingSignsNothing() {
    assertThat(new KeyRing(List.of()).signer(NOW)).isEmpty();
    assertThat(new KeyRing(List.of(key("a", 1, -1L, null))).signer(NOW)).isEmpty();
  }

  private static KeyLife key(String id, long ageSeconds, Long retiredIn, Long endsIn) {
    return new KeyLife(id, NOW.minusSeconds(ageSeconds), in(retiredIn), in(endsIn));
  }

  private static Optional<Instant> in(Long seconds) {
    return seconds == null ? Optional.empty() : Optional.of(NOW.plusSeconds(seconds));
  }
}
