package com.neighborbid.auction.comment;

import com.neighborbid.auction.comment.CommentView.Author;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of comments.
@Component
class CommentRows {
  private static final String COLUMNS =
      """
      select c.id, c.parent_id, c.author_id, c.by_seller, c.body, c.deleted_at is not null as deleted,
             c.created_at, n.nickname
      from auction_comment c left join bidder_name n on n.user_id = c.author_id
      """;

  private final JdbcClient jdbc;

  CommentRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What must be known of an auction before somebody comments on it.
  record Subject(long sellerId, boolean cancelled) {}

  /// @param authorId of the comment
  record Known(long auctionId, long authorId, @Nullable Long parentId) {}

  Optional<Subject> subject(long auctionId) {
    return jdbc.sql("select seller_id, cancelled from auction where id = ?")
        .param(auctionId)
        .query((row, _) -> new Subject(row.getLong(1), row.getBoolean(2)))
        .optional();
  }

  /// A comment that is not deleted.
  Optional<Known> find(long id) {
    return jdbc.sql(
            """
            select auction_id, author_id, parent_id from auction_comment
            where id = ? and deleted_at is null
            """)
        .param(id)
        .query((row, _) -> new Known(row.getLong(1), row.getLong(2), optional(row, 3)))
        .optional();
  }

  /// How many an author has written since then, deleted ones included.
  int writtenSince(long authorId, Instant since) {
    return jdbc.sql("select count(*) from auction_comment where author_id = ? and created_at > ?")
        .params(authorId, Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  /// Until the end of the transaction the author writes nothing else: so that he can be counted.
  void lockAuthor(long authorId) {
    var _ =
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('auction_comment', ?))")
            .param(authorId)
            .query((_, _) -> true)
            .single();
  }

  int replies(long parentId) {
    return jdbc.sql("select count(*) from auction_comment where parent_id = ?")
        .param(parentId)
        .query(Integer.class)
        .single();
  }

  long add(
      long auctionId,
      @Nullable Long parentId,
      long authorId,
      boolean bySeller,
      String text,
      Instant now) {
    return jdbc.sql(
            """
            insert into auction_comment
              (auction_id, parent_id, author_id, by_seller, body, created_at)
            values (?, ?, ?, ?, ?, ?) returning id
            """)
        .params(auctionId, parentId, authorId, bySeller, text, Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /// The text goes, the place stays.
  void delete(long id, Instant now) {
    var _ =
        jdbc.sql("update auction_comment set body = '', deleted_at = ? where id = ?")
            .params(Timestamp.from(now), id)
            .update();
  }

  Optional<CommentView> view(long id) {
    return jdbc.sql(COLUMNS + " where c.id = ?").param(id).query(CommentRows::row).optional();
  }

  /// Questions, the newest first; a deleted one only while it has answers.
  List<CommentView> questions(long auctionId, PageQuery page) {
    return jdbc.sql(
            COLUMNS
                + """
                where c.auction_id = :auction and c.parent_id is null and c.id < :before
                  and (c.deleted_at is null or exists (
                    select 1 from auction_comment r where r.parent_id = c.id and r.deleted_at is null))
                order by c.id desc limit :rows
                """)
        .param("auction", auctionId)
        .param("before", page.cursor().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE))
        .param("rows", page.rows())
        .query(CommentRows::row)
        .list();
  }

  /// The answers to these questions, the oldest first.
  Map<Long, List<CommentView>> repliesTo(List<Long> questions) {
    return jdbc
        .sql(COLUMNS + " where c.parent_id = any(?) and c.deleted_at is null order by c.id")
        .param(questions.toArray(Long[]::new))
        .query(CommentRows::row)
        .list()
        .stream()
        .collect(Collectors.groupingBy(CommentRows::parent));
  }

  private static Long parent(CommentView reply) {
    Long parent = reply.parentId();
    return parent == null ? 0 : parent;
  }

  private static CommentView row(ResultSet row, int number) throws SQLException {
    boolean deleted = row.getBoolean("deleted");
    long authorId = row.getLong("author_id");
    String nickname = row.getString("nickname");
    return new CommentView(
        row.getLong("id"),
        optional(row, 2),
        deleted ? null : new Author(authorId, nickname == null ? "user-" + authorId : nickname),
        row.getBoolean("by_seller"),
        row.getString("body"),
        deleted,
        row.getTimestamp("created_at").toInstant(),
        List.of());
  }

  private static @Nullable Long optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
