package com.neighborbid.common.auth;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signed-in user a valid access token speaks for.
///
/// As a controller parameter it demands a valid token; `Optional<Caller>` allows none, but not a
/// bad one.
///
/// @param nickname as it was when the token was made
/// @param expiresAt from when on the token is refused
/// @param signIn id of the sign-in that the token belongs to; absent where it names none
/// @param memberSince when the account was made, to the second; absent in a token that does not say
public record Caller(
    long userId,
    String username,
    String nickname,
    Set<String> roles,
    Instant expiresAt,
    @Nullable String signIn,
    @Nullable Instant memberSince) {
  public static final String ADMIN = "admin";

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean isAdmin() {
    return roles.contains(ADMIN);
  }

  /// @throws ApiException FORBIDDEN for everybody else
  public void requireAdmin() {
    if (!isAdmin()) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
  }
}
