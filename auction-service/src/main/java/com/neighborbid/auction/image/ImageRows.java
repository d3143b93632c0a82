package com.neighborbid.auction.image;

import com.neighborbid.auction.cache.ShownChanges;
import com.neighborbid.auction.image.content.ImageFacts;
import com.neighborbid.auction.image.content.ImageFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of pictures.
@Component
class ImageRows {
  private static final String COLUMNS =
      "key, auction_id, status, format, orientation, buffered, width, height, content_type";

  private static final String RETURNING = " returning auction_id";

  private final JdbcClient jdbc;
  private final ShownChanges changes;

  ImageRows(JdbcClient jdbc, ShownChanges changes) {
    this.jdbc = jdbc;
    this.changes = changes;
  }

  /// @param facts as uploaded; of a picture that is ready only the size counts
  /// @param contentType of the original
  record Row(String key, long auctionId, String status, ImageFacts facts, String contentType) {
    ImageView view() {
      boolean turned = !status.equals(ImageView.READY) && facts.isTurned();
      return ImageView.of(
          key,
          status,
          turned ? facts.height() : facts.width(),
          turned ? facts.width() : facts.height());
    }
  }

  /// What must be known of an auction before its pictures change.
  record Owner(long sellerId, boolean ended, boolean bidOn) {}

  Optional<Owner> owner(long auctionId) {
    return jdbc.sql("select seller_id, ended, bid_count > 0 from auction where id = ?")
        .param(auctionId)
        .query((row, _) -> new Owner(row.getLong(1), row.getBoolean(2), row.getBoolean(3)))
        .optional();
  }

  /// Until the end of the transaction nobody else changes which pictures the auction has. The
  /// auction's row is not locked: the engine writes it and must never wait.
  void lock(long auctionId) {
    var _ =
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('auction_image', ?))")
            .param(auctionId)
            .query((_, _) -> true)
            .single();
  }

  int count(long auctionId) {
    return jdbc.sql(
            """
            select count(*) from auction_image
            where auction_id = ? and status in ('RECEIVING', 'PENDING', 'READY')
            """)
        .param(auctionId)
        .query(Integer.class)
        .single();
  }

  /// Puts a picture behind the others.
  void receive(String key, long auctionId, ImageFacts facts, Instant now) {
    var _ =
        jdbc.sql(
                """
                insert into auction_image
                  (key, auction_id, position, status, format, orientation, buffered, width, height,
                   content_type, created_at, changed_at)
                select :key, :auction, coalesce(max(position), 0) + 1, 'RECEIVING', :format,
                       :orientation, :buffered, :width, :height, '', :now, :now
                from auction_image where auction_id = :auction
                """)
            .param("key", key)
            .param("auction", auctionId)
            .param("format", facts.format().name())
            .param("orientation", facts.orientation())
            .param("buffered", facts.buffered())
            .param("width", facts.width())
            .param("height", facts.height())
            .param("now", Timestamp.from(now))
            .update();
  }

  /// @return false where the picture is not in that state any more
  boolean change(String key, String from, String to, Instant now) {
    return told(
        jdbc.sql(
                "update auction_image set status = ?, changed_at = ? where key = ? and status = ?"
                    + RETURNING)
            .params(to, Timestamp.from(now), key, from));
  }

  /// @return false where it was deleted meanwhile
  boolean ready(String key, String contentType, int width, int height, Instant now) {
    return told(
        jdbc.sql(
                """
                update auction_image
                set status = 'READY', content_type = ?, width = ?, height = ?, changed_at = ?
                where key = ? and status = 'PENDING'
                """
                    + RETURNING)
            .params(contentType, width, height, Timestamp.from(now), key));
  }

  Optional<Row> find(String key) {
    return jdbc.sql("select " + COLUMNS + " from auction_image where key = ?")
        .param(key)
        .query(ImageRows::row)
        .optional();
  }

  /// In the order of their seller, those that failed included.
  List<Row> of(long auctionId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from auction_image where auction_id = ? and status in"
                + " ('PENDING', 'READY', 'FAILED') order by position")
        .param(auctionId)
        .query(ImageRows::row)
        .list();
  }

  void order(List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      var _ =
          told(
              jdbc.sql("update auction_image set position = ? where key = ?" + RETURNING)
                  .params(i + 1, keys.get(i)));
    }
  }

  /// Marks as deleted, whatever the state.
  void discard(String key, Instant now) {
    var _ =
        told(
            jdbc.sql(
                    "update auction_image set status = 'DELETED', changed_at = ? where key = ?"
                        + RETURNING)
                .params(Timestamp.from(now), key));
  }

  /// Runs a change of one picture, and tells which auction looks otherwise.
  ///
  /// @return false where there was nothing to change
  private boolean told(JdbcClient.StatementSpec change) {
    List<Long> auctions = change.query(Long.class).list();
    auctions.forEach(changes::auction);
    return !auctions.isEmpty();
  }

  /// Pictures of which nothing is needed any more.
  List<String> orphans(Instant receivedBefore, Instant failedBefore, Instant deletedBefore) {
    return jdbc.sql(
            """
            select key from auction_image
            where (status = 'RECEIVING' and changed_at < ?)
               or (status = 'FAILED' and changed_at < ?)
               or (status = 'DELETED' and changed_at < ?)
            order by changed_at limit 500
            """)
        .params(
            Timestamp.from(receivedBefore),
            Timestamp.from(failedBefore),
            Timestamp.from(deletedBefore))
        .query(String.class)
        .list();
  }

  void forget(String key) {
    var _ = jdbc.sql("delete from auction_image where key = ?").param(key).update();
  }

  long waiting() {
    return jdbc.sql("select count(*) from auction_image where status = 'PENDING'")
        .query(Long.class)
        .single();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("key"),
        row.getLong("auction_id"),
        row.getString("status"),
        new ImageFacts(
            ImageFormat.valueOf(row.getString("format")),
            row.getInt("width"),
            row.getInt("height"),
            row.getInt("orientation"),
            row.getBoolean("buffered")),
        row.getString("content_type"));
  }
}
