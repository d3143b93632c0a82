package com.neighborbid.user.signin;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Ends sign-ins for other reasons than their owner's word. After the commit every service hears of
/// it: their sockets are closed, their access tokens count no more.
@Service
public class SignOuts {
  private final RefreshTokens refreshTokens;

  SignOuts(RefreshTokens refreshTokens) {
    this.refreshTokens = refreshTokens;
  }

  /// Ends all sign-ins of a user, within the caller's transaction where there is one.
  ///
  /// @param keep the sign-in that goes on, such as that of whoever changes his own password (the
  ///   `signIn` of his [com.neighborbid.common.auth.Caller]); empty where none does
  public void endAll(long userId, EndReason reason, Optional<UUID> keep) {
    refreshTokens.endAll(userId, reason, keep);
  }
}
