package com.neighborbid.user.review;

import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.account.domain.Reputation;
import com.neighborbid.user.review.Review.Reviewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `reviews`, and the sums of them that `users` keeps.
@Component
class ReviewTable implements PersonalData {
  private static final String SELECT =
      """
      SELECT r.id, r.auction_id, r.rating, r.content, r.reviewer_id, u.nickname, r.created_at
      FROM reviews r JOIN users u ON u.id = r.reviewer_id
      """;

  private final JdbcClient jdbc;

  ReviewTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean exists(long auctionId, long reviewerId) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM reviews
              WHERE auction_id = :auction AND reviewer_id = :reviewer)
            """)
        .param("auction", auctionId)
        .param("reviewer", reviewerId)
        .query(Boolean.class)
        .single();
  }

  /// The id of the new review; empty where the auction has one already.
  Optional<Long> insert(
      long auctionId, long reviewerId, long reviewedId, NewReview review, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO reviews (auction_id, reviewer_id, reviewed_id, rating, content, created_at)
            VALUES (:auction, :reviewer, :reviewed, :rating, :content, :now)
            ON CONFLICT (auction_id) DO NOTHING
            RETURNING id
            """)
        .param("auction", auctionId)
        .param("reviewer", reviewerId)
        .param("reviewed", reviewedId)
        .param("rating", review.rating())
        .param("content", review.content())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  /// Adds to the sums, one after the other where several come at once; empty where there is no such
  /// account any more.
  Optional<Reputation> count(long reviewedId, int rating) {
    return jdbc.sql(
            """
            UPDATE users SET rating_sum = rating_sum + :rating, rating_count = rating_count + 1,
              version = version + 1
            WHERE id = :id AND status <> 'DELETED'
            RETURNING rating_sum, rating_count
            """)
        .param("rating", rating)
        .param("id", reviewedId)
        .query((row, _) -> new Reputation(row.getLong("rating_sum"), row.getLong("rating_count")))
        .optional();
  }

  Review get(long id) {
    return jdbc.sql(SELECT + " WHERE r.id = :id")
        .param("id", id)
        .query((row, _) -> read(row))
        .single();
  }

  /// The newest first.
  List<Review> of(long reviewedId, PageQuery page) {
    return jdbc.sql(
            SELECT
                + " WHERE r.reviewed_id = :user AND r.id < :before ORDER BY r.id DESC LIMIT :rows")
        .param("user", reviewedId)
        .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
        .param("rows", page.rows())
        .query((row, _) -> read(row))
        .list();
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of(
        "reviewsWritten", exported("r.reviewer_id", userId),
        "reviewsReceived", exported("r.reviewed_id", userId));
  }

  private List<Review> exported(String column, long userId) {
    return jdbc.sql(SELECT + " WHERE " + column + " = :user ORDER BY r.id")
        .param("user", userId)
        .query((row, _) -> read(row))
        .list();
  }

  /// Texts of and about the person go; ratings stay, since they are others' reputation.
  @Override
  public void erase(long userId) {
    jdbc.sql("UPDATE reviews SET content = NULL WHERE reviewer_id = :user OR reviewed_id = :user")
        .param("user", userId)
        .update();
  }

  private static Review read(ResultSet row) throws SQLException {
    return new Review(
        row.getLong("id"),
        row.getLong("auction_id"),
        row.getInt("rating"),
        row.getString("content"),
        new Reviewer(row.getLong("reviewer_id"), row.getString("nickname")),
        row.getTimestamp("created_at").toInstant());
  }
}
