package com.neighborbid.user.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [Profile] as its owner sees it.
///
/// @param email shown to the owner only
/// @param emailVerified whether a link sent to that address was opened
public record OwnProfile(
    long id,
    String username,
    String nickname,
    @Nullable String region,
    long reputation,
    long reviewCount,
    Instant memberSince,
    @Nullable String email,
    boolean emailVerified,
    boolean admin) {
  public static OwnProfile of(UserAccount user) {
    return new OwnProfile(
        user.id(),
        user.username(),
        user.nickname(),
        user.region(),
        user.reputation().points(),
        user.reputation().ratingCount(),
        user.createdAt(),
        user.email(),
        user.isEmailVerified(),
        user.isAdmin());
  }
}
