package com.neighborbid.user.account;

import org.jspecify.annotations.Nullable;

/// A checked sign-up.
///
/// @param passwordHash never the password
public record NewAccount(
    String username,
    String nickname,
    @Nullable String email,
    @Nullable String region,
    String passwordHash) {
  /// Without the hash: records are printed.
  @Override
  public String toString() {
    return "NewAccount[" + username + "]";
  }
}
