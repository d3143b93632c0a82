package com.neighborbid.user.auctions;

import feign.FeignException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of [KnownAuction].
@Component
public class KnownAuctions {
  private final JdbcClient jdbc;
  private final AuctionClient client;

  KnownAuctions(JdbcClient jdbc, AuctionClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  /// The rows that are there, locked until the transaction ends, in the order of their ids so that
  /// two that lock several never wait for each other.
  public Map<Long, KnownAuction> lock(Collection<Long> ids) {
    Map<Long, KnownAuction> known = new HashMap<>();
    jdbc.sql(
            """
            SELECT auction_id, seller_id, leader_id, seq, event_index FROM known_auctions
            WHERE auction_id = ANY(:ids) ORDER BY auction_id FOR UPDATE
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(
            (row, _) ->
                new KnownAuction(
                    row.getLong("auction_id"),
                    row.getObject("seller_id", Long.class),
                    row.getObject("leader_id", Long.class),
                    row.getLong("seq"),
                    row.getInt("event_index")))
        .list()
        .forEach(auction -> known.put(auction.auctionId(), auction));
    return known;
  }

  /// Writes rows; one that is already further stays.
  public void save(Collection<KnownAuction> auctions) {
    List<KnownAuction> rows =
        auctions.stream().sorted(Comparator.comparingLong(KnownAuction::auctionId)).toList();
    int _ =
        jdbc.sql(
                """
                INSERT INTO known_auctions AS known (auction_id, seller_id, leader_id, seq, event_index)
                SELECT * FROM unnest(:ids::bigint[], :sellers::bigint[], :leaders::bigint[],
                                     :seqs::bigint[], :indexes::int[])
                ON CONFLICT (auction_id) DO UPDATE
                SET seller_id = coalesce(excluded.seller_id, known.seller_id),
                    leader_id = excluded.leader_id,
                    seq = excluded.seq,
                    event_index = excluded.event_index
                WHERE (known.seq, known.event_index) < (excluded.seq, excluded.event_index)
                """)
            .param("ids", rows.stream().map(KnownAuction::auctionId).toArray(Long[]::new))
            .param("sellers", rows.stream().map(KnownAuction::sellerId).toArray(Long[]::new))
            .param("leaders", rows.stream().map(KnownAuction::leaderId).toArray(Long[]::new))
            .param("seqs", rows.stream().map(KnownAuction::seq).toArray(Long[]::new))
            .param("indexes", rows.stream().map(KnownAuction::index).toArray(Integer[]::new))
            .update();
  }

  /// Asks auction-service who sells; for auctions whose opening was not heard.
  ///
  /// @return empty where there is no such auction
  /// @throws FeignException while auction-service is away
  public Optional<Long> askSeller(long auctionId) {
    try {
      return Optional.of(client.auction(auctionId).seller().id());
    } catch (FeignException.NotFound _) {
      return Optional.empty();
    }
  }
}
