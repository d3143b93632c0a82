package com.neighborbid.auction.bidder;

import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whose bids a seller does not want. It counts for bids from then on, on all of his auctions: a
/// bid that counted is never taken back.
@Component
public class BlockedBidders {
  private static final int MOST = 1_000;
  private static final String COLUMNS =
      """
      select k.bidder_id, n.nickname, k.blocked_at
      from blocked_bidder k left join bidder_name n on n.user_id = k.bidder_id
      """;

  private final JdbcClient database;
  private final BidderNews news;
  private final Clock clock;

  /// Somebody on the list.
  public record Blocked(long userId, String nickname, Instant blockedAt) {}

  /// @param added false where he was on the list before
  public record Outcome(Blocked blocked, boolean added) {}

  BlockedBidders(JdbcClient database, BidderNews news, Clock clock) {
    this.database = database;
    this.news = news;
    this.clock = clock;
  }

  /// Blocks whoever made a bid in one of the seller's auctions; nicknames need not be unique.
  ///
  /// @throws ApiException VALIDATION_FAILED where there is no such bid, CONFLICT where the list is
  ///   full
  @Transactional
  public Outcome blockBidderOf(UUID bidId, long sellerId) {
    long bidderId =
        database
            .sql(
                """
                select b.bidder_id from bid b join auction a on a.id = b.auction_id
                where b.id = ? and a.seller_id = ? and b.bidder_id <> a.seller_id
                """)
            .params(bidId, sellerId)
            .query(Long.class)
            .optional()
            .orElseThrow(() -> ApiException.invalid("bidId", "invalid"));
    return add(sellerId, bidderId);
  }

  /// @throws ApiException VALIDATION_FAILED for oneself, NOT_FOUND, CONFLICT where the list is full
  @Transactional
  public Outcome block(long sellerId, long bidderId) {
    if (sellerId == bidderId) {
      throw ApiException.invalid("userId", "invalid");
    }
    boolean known =
        database
            .sql("select exists (select 1 from bidder_name where user_id = ?)")
            .param(bidderId)
            .query(Boolean.class)
            .single();
    if (!known) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return add(sellerId, bidderId);
  }

  /// The seller's list is locked until the end of the transaction, so that it can be counted.
  private Outcome add(long sellerId, long bidderId) {
    var _ =
        database
            .sql("select pg_advisory_xact_lock(hashtextextended('blocked_bidder', ?))")
            .param(sellerId)
            .query((_, _) -> true)
            .single();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean added =
        database
                .sql("insert into blocked_bidder values (?, ?, ?) on conflict do nothing")
                .params(sellerId, bidderId, Timestamp.from(now))
                .update()
            == 1;
    if (added) {
      requireRoom(sellerId);
      news.tell(new BlockChanged(bidderId, sellerId, true, now));
    }
    Blocked blocked =
        database
            .sql(COLUMNS + " where k.seller_id = ? and k.bidder_id = ?")
            .params(sellerId, bidderId)
            .query((row, _) -> blocked(row))
            .single();
    return new Outcome(blocked, added);
  }

  private void requireRoom(long sellerId) {
    int blocked =
        database
            .sql("select count(*) from blocked_bidder where seller_id = ?")
            .param(sellerId)
            .query(Integer.class)
            .single();
    if (blocked > MOST) {
      throw ApiException.of(ErrorCode.CONFLICT).withDetail("CONFLICT.blockedBidders");
    }
  }

  /// Nothing changes where he is not on the list.
  @Transactional
  public void unblock(long sellerId, long bidderId) {
    Optional<Long> gone =
        database
            .sql(
                "delete from blocked_bidder where seller_id = ? and bidder_id = ?"
                    + " returning bidder_id")
            .params(sellerId, bidderId)
            .query(Long.class)
            .optional();
    gone.ifPresent(bidder -> news.tell(new BlockChanged(bidder, sellerId, false, clock.instant())));
  }

  /// A seller's list, whom he blocked last first.
  public Page<Blocked> of(long sellerId, PageQuery page) {
    List<Object> parameters = new ArrayList<>(List.of(sellerId));
    String after = "";
    if (page.cursor().isPresent()) {
      after = " and (k.blocked_at, k.bidder_id) < (?, ?)";
      parameters.add(page.cursor().get().sqlTime(0));
      parameters.add(page.cursor().get().number(1));
    }
    List<Blocked> rows =
        database
            .sql(
                COLUMNS
                    + " where k.seller_id = ?"
                    + after
                    + " order by k.blocked_at desc, k.bidder_id desc limit "
                    + page.rows())
            .params(parameters)
            .query((row, _) -> blocked(row))
            .list();
    return Page.of(rows, page.limit(), last -> Cursor.of(last.blockedAt(), last.userId()));
  }

  private static Blocked blocked(ResultSet row) throws SQLException {
    long userId = row.getLong("bidder_id");
    String nickname = row.getString("nickname");
    return new Blocked(
        userId,
        nickname == null ? "user-" + userId : nickname,
        row.getObject("blocked_at", OffsetDateTime.class).toInstant());
  }
}
