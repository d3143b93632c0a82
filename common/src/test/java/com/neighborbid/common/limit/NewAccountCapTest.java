package com.neighborbid.common.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.common.auth.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NewAccountCapTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static NewAccountCap of(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("neighborbid.new-accounts", NewAccountCap.class);
  }

  private static Caller since(Instant memberSince) {
    return new Caller(7, "mina", "mina", Set.of(), NOW.plusSeconds(60), null, memberSince);
  }

  @Test
  void nobodyIsTooNewWhereNothingIsSet() {
    assertThat(of(Map.of()).forbids(since(NOW), 1_000_000_000_000L, NOW)).isFalse();
  }

  @Test
  void aNewAccountMayBidUpToTheCapUntilItIsOldEnough() {
    NewAccountCap cap =
        of(Map.of("neighborbid.new-accounts.age", "7d", "neighborbid.new-accounts.most", "50000"));
    Instant old = NOW.minus(Duration.ofDays(7));
    assertThat(cap.forbids(since(old.plusMillis(1)), 50_000, NOW)).isFalse();
    assertThat(cap.forbids(since(old.plusMillis(1)), 50_001, NOW)).isTrue();
    assertThat(cap.forbids(since(old), 50_001, NOW)).isFalse();
    assertThat(cap.forbids(since(null), 50_001, NOW)).isFalse();
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new NewAccountCap(Duration.ofDays(-1), 1))
        .hasMessageContaining("neighborbid.new-accounts.age");
    assertThatThrownBy(() -> new NewAccountCap(Duration.ofDays(366), 1))
        .hasMessageContaining("neighborbid.new-accounts.age");
    assertThatThrownBy(() -> new NewAccountCap(Duration.ZERO, 0))
        .hasMessageContaining("neighborbid.new-accounts.most");
  }
}
