package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.replica.ReplicaReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final String OUTCOME_COLUMNS =
      "b.id, b.auction_id, b.bidder_id, b.amount, b.max_amount, b.status, b.code, b.price_after,"
          + " b.seq_after, b.min_next_after, b.kind";
  private static final String OUTCOME = "select " + OUTCOME_COLUMNS + " from bid b where ";

  private final JdbcClient database;
  private final ReplicaReads replica;

  Bids(JdbcClient database, ReplicaReads replica) {
    this.database = database;
    this.replica = replica;
  }

  /// A line of an auction's public history.
  ///
  /// @param seq the step that the bid caused
  public record HistoryLine(
      UUID bidId, String bidder, long amount, long currentPrice, long seq, Instant at) {}

  /// The decision as it was made; `RECEIVED` while there is none.
  public Optional<BidOutcome> outcome(UUID bidId) {
    return database.sql(OUTCOME + "b.id = ?").param(bidId).query(Bids::outcome).optional();
  }

  /// The decision, once it is made.
  public Optional<BidOutcome> decided(UUID bidId) {
    return database
        .sql(OUTCOME + "b.id = ? and b.status <> 'RECEIVED'")
        .param(bidId)
        .query(Bids::outcome)
        .optional();
  }

  /// Those of these bids that have a row.
  public List<BidOutcome> outcomes(Collection<UUID> bidIds) {
    return database
        .sql(OUTCOME + "b.id = any (?)")
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

  /// What the edge has to know before it takes a bid: how much waits in the auction, what the bid's
  /// record has to carry about its bidder, and what became of the bid if it is a repeat.
  ///
  /// @param undecided number of undecided inputs
  /// @param known the bid's row, if it has one
  public record Entry(int undecided, List<BidderFact> facts, Optional<BidOutcome> known) {
    public Entry {
      facts = List.copyOf(facts);
    }
  }

  /// Read as it is committed now, in one statement: nobody may bid by what was true a moment ago.
  /// Empty where there is no such auction.
  public Optional<Entry> entry(long auctionId, long bidderId, UUID bidId) {
    return database
        .sql(
            """
            select a.undecided,
              exists (select 1 from bidder_standing s where s.user_id = :bidder
                and (s.account_suspended or s.wallet_blocked)) as suspended,
              exists (select 1 from blocked_bidder k where k.seller_id = a.seller_id
                and k.bidder_id = :bidder) as blocked,
            """
                + OUTCOME_COLUMNS
                + " from auction a left join bid b on b.id = :bid where a.id = :auction")
        .param("auction", auctionId)
        .param("bidder", bidderId)
        .param("bid", bidId)
        .query(Bids::entry)
        .optional();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    List<BidderFact> facts = new ArrayList<>();
    if (row.getBoolean("suspended")) {
      facts.add(BidderFact.SUSPENDED);
    }
    if (row.getBoolean("blocked")) {
      facts.add(BidderFact.BLOCKED_BY_SELLER);
    }
    Optional<BidOutcome> known =
        row.getObject("id") == null ? Optional.empty() : Optional.of(outcome(row, number));
    return new Entry(row.getInt("undecided"), facts, known);
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
    return history(database, auctionId, before, rows);
  }

  /// As [#history], maybe as it was a moment ago: for who has not bid.
  public List<HistoryLine> historyOfLate(long auctionId, long before, int rows) {
    return replica.read(from -> history(from, auctionId, before, rows));
  }

  private static List<HistoryLine> history(JdbcClient from, long auctionId, long before, int rows) {
    return from.sql(
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
