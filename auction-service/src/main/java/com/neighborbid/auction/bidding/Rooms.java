package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.persistence.AuctionRows;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The state of a room from the database: for rooms that Redis does not know.
@Component
public class Rooms {
  private final JdbcClient database;

  /// @param winnerId absent while running and when unsold
  public record Room(
      RoomState state,
      String reach,
      long sellerId,
      @Nullable Long winnerId,
      @Nullable String winnerNickname) {}

  Rooms(JdbcClient database) {
    this.database = database;
  }

  public Optional<Room> find(long auctionId) {
    return database
        .sql(
            """
            select a.*, n.nickname from auction a
            left join bidder_name n on n.user_id = a.leader_id where a.id = ?
            """)
        .param(auctionId)
        .query(
            (row, _) -> {
              long leader = row.getLong("leader_id");
              String nickname = row.getString("nickname");
              String bidder = leader == 0 ? null : nickname == null ? "user-" + leader : nickname;
              AuctionSnapshot now = AuctionRows.state(row);
              Prices prices = AuctionRows.terms(row).prices();
              RoomState state =
                  new RoomState(
                      auctionId,
                      now.seq(),
                      RoomStates.status(
                          now.started(),
                          row.getBoolean("closing"),
                          now.ended(),
                          now.cancelled(),
                          !now.pauses().causes().isEmpty()),
                      now.price(),
                      bidder,
                      prices.minNextBid(now.price(), now.bidCount()),
                      Instant.ofEpochMilli(now.endsAtMs()),
                      now.ledgerHash());
              long winner = row.getLong("winner_id");
              return new Room(
                  state,
                  row.getString("reach"),
                  row.getLong("seller_id"),
                  winner == 0 ? null : winner,
                  winner == 0 ? null : bidder);
            })
        .optional();
  }
}
