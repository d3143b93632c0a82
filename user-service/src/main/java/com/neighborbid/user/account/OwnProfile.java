package com.neighborbid.user.account;

import org.jspecify.annotations.Nullable;

/// A [Profile] as its owner sees it.
///
/// @param email shown to the owner only
public record OwnProfile(
    long id,
    String username,
    String nickname,
    @Nullable String region,
    long reputation,
    long reviewCount,
    @Nullable String email) {
  public static OwnProfile of(UserAccount user) {
    return new OwnProfile(
        user.id(),
        user.username(),
        user.nickname(),
        user.region(),
        user.reputation().points(),
        user.reputation().ratingCount(),
        user.email());
  }
}
