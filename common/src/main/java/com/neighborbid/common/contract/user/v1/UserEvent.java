package com.neighborbid.common.contract.user.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record of `user.events`, key user id.
///
/// The nickname is the only name in it: it is public, and other services show it. Usernames and
/// e-mail addresses stay in user-service.
public sealed interface UserEvent {
  long userId();

  /// Somebody signed up.
  record UserRegistered(long userId, String nickname, @Nullable String region, Instant registeredAt)
      implements UserEvent {}

  /// The public profile is now as stated.
  record ProfileChanged(long userId, String nickname, @Nullable String region, Instant changedAt)
      implements UserEvent {}

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long userId, String type) implements UserEvent {}
}
