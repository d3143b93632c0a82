package com.neighborbid.user.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What everybody may know about somebody.
///
/// @param reputation 0 to 100: the mean rating times 20; 0 without reviews
/// @param memberSince when the account was made
public record Profile(
    long id,
    String username,
    String nickname,
    @Nullable String region,
    long reputation,
    long reviewCount,
    Instant memberSince) {
  static Profile of(UserAccount user) {
    return new Profile(
        user.id(),
        user.username(),
        user.nickname(),
        user.region(),
        user.reputation().points(),
        user.reputation().ratingCount(),
        user.createdAt());
  }
}
