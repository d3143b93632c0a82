package com.neighborbid.auction.bidding;

import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Second chances: the seller of an unsold auction offers the item to one of its bidders.
@Component
public class SecondChances {
  private final JdbcClient database;
  private final Commands commands;

  SecondChances(JdbcClient database, Commands commands) {
    this.database = database;
    this.commands = commands;
  }

  /// An offer as its two sides may see it.
  ///
  /// @param bidder nickname
  /// @param amount in won, what the bidder would pay
  public record Offer(
      long auctionId, String bidder, long bidderId, long amount, Instant validUntil) {}

  /// Offers the item to whoever made the bid.
  ///
  /// @throws ApiException AUCTION_NOT_FOUND, FORBIDDEN, NO_SUCH_BIDDER, NOT_UNSOLD, OFFER_OPEN
  public Offer offer(long sellerId, long auctionId, UUID bidId, Instant validUntil)
      throws InterruptedException {
    Parties parties = parties(auctionId);
    if (parties.sellerId() != sellerId) {
      throw ApiException.of(ErrorCode.FORBIDDEN);
    }
    long bidder =
        database
            .sql("select bidder_id from bid where id = ? and auction_id = ? and step is not null")
            .params(bidId, auctionId)
            .query(Long.class)
            .optional()
            .orElseThrow(() -> ApiException.of(ErrorCode.NO_SUCH_BIDDER));
    boolean done =
        commands.ask(id -> new OfferSecondChance(auctionId, id, sellerId, bidder, validUntil));
    if (!done) {
      throw ApiException.of(ErrorCode.SERVICE_UNAVAILABLE);
    }
    return find(sellerId, auctionId).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  /// The last offer, to its seller and its bidder; to everybody else there is none.
  public Optional<Offer> find(long userId, long auctionId) {
    Parties parties = parties(auctionId);
    Long bidder = parties.bidderId();
    if (bidder == null || (userId != bidder && userId != parties.sellerId())) {
      return Optional.empty();
    }
    return database
        .sql(
            """
            select a.offer_bidder, a.offer_amount, a.offer_until, n.nickname from auction a
            left join bidder_name n on n.user_id = a.offer_bidder where a.id = ?
            """)
        .param(auctionId)
        .query(
            (row, _) -> {
              String name = row.getString("nickname");
              long id = row.getLong("offer_bidder");
              return new Offer(
                  auctionId,
                  name == null ? "user-" + id : name,
                  id,
                  row.getLong("offer_amount"),
                  row.getTimestamp("offer_until").toInstant());
            })
        .optional();
  }

  private record Parties(long sellerId, @Nullable Long bidderId) {}

  private Parties parties(long auctionId) {
    return database
        .sql("select seller_id, offer_bidder from auction where id = ?")
        .param(auctionId)
        .query(
            (row, _) -> {
              long bidder = row.getLong("offer_bidder");
              return new Parties(row.getLong("seller_id"), bidder == 0 ? null : bidder);
            })
        .optional()
        .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }
}
