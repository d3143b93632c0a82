package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads bids and their outcomes: the rows are the truth that every answer agrees with.
@Component
public class Bids {
  private static final String OUTCOME =
      "select id, auction_id, bidder_id, amount, max_amount, status, code, price_after, seq_after,"
          + " min_next_after, kind from bid where ";

  private final JdbcClient database;

  Bids(JdbcClient database) {
    this.database = database;
  }

  /// A line of an auction's public history.
  ///
  /// @param seq the step that the bid caused
  public record HistoryLine(
      UUID bidId, String bidder, long amount, long currentPrice, long seq, Instant at) {}

  /// The decision as it was made; `RECEIVED` while there is none.
  public Optional<BidOutcome> outcome(UUID bidId) {
    return database.sql(OUTCOME + "id = ?").param(bidId).query(Bids::outcome).optional();
  }

  /// The decision, once it is made.
  public Optional<BidOutcome> decided(UUID bidId) {
    return database
        .sql(OUTCOME + "id = ? and status <> 'RECEIVED'")
        .param(bidId)
        .query(Bids::outcome)
        .optional();
  }

  /// Those of these bids that have a row.
  public List<BidOutcome> outcomes(Collection<UUID> bidIds) {
    return database
        .sql(OUTCOME + "id = any (?)")
        .param(bidIds.toArray(UUID[]::new))
        .query(Bids::outcome)
        .list();
  }

  /// How a bid stands now: an accepted one may have been overtaken or have won since.
  public Optional<BidOutcome.Status> standing(UUID bidId) {
    return database
        .sql(
            """
            select case
                when b.status <> 'ACCEPTED' then b.status
                when a.winner_id = b.bidder_id and a.leader_bid = b.id then 'WON'
                when a.leader_id = b.bidder_id then 'ACCEPTED'
                else 'OUTBID'
              end
            from bid b left join auction a on a.id = b.auction_id where b.id = ?
            """)
        .param(bidId)
        .query(String.class)
        .optional()
        .map(BidOutcome.Status::valueOf);
  }

  /// Number of undecided inputs of an auction; empty where there is no such auction.
  public Optional<Integer> undecided(long auctionId) {
    return database
        .sql("select undecided from auction where id = ?")
        .param(auctionId)
        .query(Integer.class)
        .optional();
  }

  /// Bids that moved the auction, newest first.
  ///
  /// @param before only steps below this one
  public List<HistoryLine> history(long auctionId, long before, int rows) {
    return database
        .sql(
            """
            select b.id, b.bidder_id, n.nickname, b.amount, e.price, e.seq, b.decided_at
            from ledger_entry e join bid b on b.id = e.bid_id
            left join bidder_name n on n.user_id = b.bidder_id
            where e.auction_id = ? and e.seq < ? and e.bid_id is not null
            order by e.seq desc limit ?
            """)
        .params(auctionId, before, rows)
        .query(
            (row, _) -> {
              String nickname = row.getString("nickname");
              return new HistoryLine(
                  row.getObject("id", UUID.class),
                  nickname == null ? "user-" + row.getLong("bidder_id") : nickname,
                  row.getLong("amount"),
                  row.getLong("price"),
                  row.getLong("seq"),
                  row.getTimestamp("decided_at").toInstant());
            })
        .list();
  }

  private static BidOutcome outcome(ResultSet row, int number) throws SQLException {
    return new BidOutcome(
        row.getObject("id", UUID.class),
        row.getLong("auction_id"),
        row.getLong("bidder_id"),
        row.getLong("amount"),
        optional(row, "max_amount"),
        BidOutcome.Status.valueOf(row.getString("status")),
        row.getString("code"),
        row.getLong("price_after"),
        row.getLong("seq_after"),
        row.getLong("min_next_after"),
        WantedBid.outcomeKind(Bid.Kind.valueOf(row.getString("kind"))));
  }

  private static @Nullable Long optional(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
