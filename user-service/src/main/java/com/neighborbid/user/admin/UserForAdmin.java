package com.neighborbid.user.admin;

import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.account.domain.AccountStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as admins see it.
///
/// @param roles empty or `admin`
record UserForAdmin(
    long id,
    String username,
    String nickname,
    @Nullable String email,
    boolean emailVerified,
    AccountStatus status,
    List<String> roles,
    Instant memberSince) {
  static UserForAdmin of(UserAccount user) {
    return new UserForAdmin(
        user.id(),
        user.username(),
        user.nickname(),
        user.email(),
        user.isEmailVerified(),
        user.status(),
        user.roles(),
        user.createdAt());
  }
}
