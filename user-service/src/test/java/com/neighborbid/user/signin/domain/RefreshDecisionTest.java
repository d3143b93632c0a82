package com.neighborbid.user.signin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.signin.domain.RefreshDecision.TokenState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshDecisionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest(name = "{0} {1} {2} -> {3}")
  @CsvSource({
    // expires in s, used, family ended, decision
    "  1, false, false, ROTATE",
    "  0, false, false, REFUSE",
    " -1, false, false, REFUSE",
    "  1, true,  false, END_FAMILY",
    " -1, true,  false, END_FAMILY",
    "  1, false, true,  REFUSE",
    "  1, true,  true,  REFUSE",
  })
  void decides(long expiresIn, boolean used, boolean ended, RefreshDecision expected) {
    TokenState token = new TokenState(NOW.plusSeconds(expiresIn), some(used), some(ended));
    assertThat(RefreshDecision.of(token, NOW)).isEqualTo(expected);
  }

  private static Optional<Instant> some(boolean there) {
    return there ? Optional.of(NOW.minusSeconds(5)) : Optional.empty();
  }
}
