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

  /// Somebody who won an auction has rated its seller. The text stays in user-service.
  ///
  /// @param userId who was reviewed
  /// @param reputation of the reviewed with this review: 0 to 100, the mean rating times 20
  /// @param reviewCount of the reviewed with this review
  record ReviewPosted(
      long userId,
      long reviewId,
      long auctionId,
      long reviewerId,
      int rating,
      long reputation,
      long reviewCount,
      Instant postedAt)
      implements UserEvent {}

  /// An admin has suspended the account: nobody can sign in, and no new bid of it should count.
  record UserSuspended(long userId, Instant suspendedAt) implements UserEvent {}

  /// The account may be used again.
  record UserReinstated(long userId, Instant reinstatedAt) implements UserEvent {}

  /// The person is to be forgotten: readers replace every name and text of this user by a neutral
  /// one. The id stays as a pseudonym.
  record UserErased(long userId, Instant erasedAt) implements UserEvent {}

  /// A type of a newer writer; readers count and skip it.
  record Unknown(long userId, String type) implements UserEvent {}
}
