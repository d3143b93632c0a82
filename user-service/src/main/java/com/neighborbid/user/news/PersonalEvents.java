package com.neighborbid.user.news;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.user.notice.Notice;
import com.neighborbid.user.notice.domain.NoticeKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Events that concern one person and change nothing that we keep: read only as far as they are
/// told, so that they may come to say more.
final class PersonalEvents {
  static final String COMMENT_POSTED = "auction.CommentPosted.v1";
  static final String ENDING_SOON = "auction.EndingSoon.v1";
  static final String REVIEW_POSTED = "user.ReviewPosted.v1";
  static final String USER_SUSPENDED = "user.UserSuspended.v1";
  static final String USER_REINSTATED = "user.UserReinstated.v1";

  private PersonalEvents() {}

  private record CommentPosted(
      long auctionId, long authorId, long toUserId, boolean isAnswer, Instant at) {}

  private record EndingSoon(long userId, long auctionId, Instant at) {}

  private record UserSuspended(long userId, Instant suspendedAt) {}

  private record UserReinstated(long userId, Instant reinstatedAt) {}

  private record ReviewPosted(long userId, long auctionId, long rating, Instant postedAt) {}

  /// Empty where it is none of these, or nobody needs to be told.
  ///
  /// @throws MalformedContractException if the value is not of its type
  static Optional<Notice> read(String type, String id, byte[] value) {
    return switch (type) {
      case COMMENT_POSTED -> comment(id, ContractJson.read(value, CommentPosted.class));
      case ENDING_SOON -> Optional.of(ending(id, ContractJson.read(value, EndingSoon.class)));
      case REVIEW_POSTED -> Optional.of(review(id, ContractJson.read(value, ReviewPosted.class)));
      case USER_SUSPENDED ->
          Optional.of(suspended(id, ContractJson.read(value, UserSuspended.class)));
      case USER_REINSTATED ->
          Optional.of(reinstated(id, ContractJson.read(value, UserReinstated.class)));
      default -> Optional.empty();
    };
  }

  private static Optional<Notice> comment(String id, CommentPosted comment) {
    if (comment.toUserId() == comment.authorId()) {
      return Optional.empty();
    }
    NoticeKind kind = comment.isAnswer() ? NoticeKind.ANSWER : NoticeKind.QUESTION;
    return Optional.of(
        new Notice(comment.toUserId(), id, kind, comment.auctionId(), Map.of(), comment.at()));
  }

  private static Notice ending(String id, EndingSoon ending) {
    return new Notice(
        ending.userId(), id, NoticeKind.ENDING_SOON, ending.auctionId(), Map.of(), ending.at());
  }

  private static Notice review(String id, ReviewPosted review) {
    return new Notice(
        review.userId(),
        id,
        NoticeKind.REVIEW,
        review.auctionId(),
        Map.of("rating", review.rating()),
        review.postedAt());
  }

  private static Notice suspended(String id, UserSuspended user) {
    return new Notice(
        user.userId(), id, NoticeKind.ACCOUNT_SUSPENDED, null, Map.of(), user.suspendedAt());
  }

  private static Notice reinstated(String id, UserReinstated user) {
    return new Notice(
        user.userId(), id, NoticeKind.ACCOUNT_REINSTATED, null, Map.of(), user.reinstatedAt());
  }
}
