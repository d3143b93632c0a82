package com.neighborbid.auction.listing;

import com.neighborbid.auction.bidding.RoomStates;
import com.neighborbid.auction.seller.Sellers.Seller;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An auction with its current texts, as one row of a join.
record AuctionRow(
    long id,
    long sellerId,
    Listing.Texts texts,
    String reach,
    RoomState.Status status,
    long startPrice,
    long bidUnit,
    @Nullable Long instantPrice,
    boolean reserveMet,
    long price,
    @Nullable String leader,
    @Nullable Long leaderId,
    long bidCount,
    Instant startsAt,
    Instant endsAt,
    long softCloseMs,
    @Nullable String winner,
    @Nullable Long winnerId,
    long seq,
    Instant openedAt,
    String sortValue) {
  static final String COLUMNS =
      """
      a.id, a.seller_id, l.title, l.description, l.category, l.region, l.item_condition,
      l.shipping_payer, a.reach, a.started, a.closing, a.ended, a.start_price, a.bid_unit,
      a.instant_price, a.price >= coalesce(a.reserve_price, 0) as reserve_met, a.price,
      a.leader_id, ln.nickname as leader_name, a.bid_count, a.starts_at, a.ends_at,
      a.soft_close_ms, a.winner_id, a.seq, a.opened_at
      """;
  static final String FROM =
      """
      from auction a
      join listing l on l.auction_id = a.id and l.version = a.listing_version
      left join bidder_name ln on ln.user_id = a.leader_id
      """;

  static AuctionRow of(ResultSet row, Instant now, String sortValue) throws SQLException {
    Long leaderId = optional(row, "leader_id");
    String leader = name(leaderId, row.getString("leader_name"));
    Long winnerId = optional(row, "winner_id");
    Instant endsAt = row.getTimestamp("ends_at").toInstant();
    boolean ended = row.getBoolean("ended");
    // Past its end and not decided yet: the close is on its way through the log.
    boolean closing = row.getBoolean("closing") || (!ended && !now.isBefore(endsAt));
    return new AuctionRow(
        row.getLong("id"),
        row.getLong("seller_id"),
        new Listing.Texts(
            row.getString("title"),
            row.getString("description"),
            row.getString("category"),
            row.getString("region"),
            Condition.valueOf(row.getString("item_condition")),
            ShippingPayer.valueOf(row.getString("shipping_payer"))),
        row.getString("reach"),
        RoomStates.status(row.getBoolean("started"), closing, ended),
        row.getLong("start_price"),
        row.getLong("bid_unit"),
        optional(row, "instant_price"),
        row.getBoolean("reserve_met"),
        row.getLong("price"),
        leader,
        leaderId,
        row.getLong("bid_count"),
        row.getTimestamp("starts_at").toInstant(),
        endsAt,
        row.getLong("soft_close_ms"),
        winnerId == null ? null : leader,
        winnerId,
        row.getLong("seq"),
        row.getTimestamp("opened_at").toInstant(),
        sortValue);
  }

  AuctionView view(Seller seller) {
    return new AuctionView(
        id,
        texts.title(),
        texts.description(),
        seller,
        texts.category(),
        texts.region(),
        reach,
        status,
        texts.condition(),
        texts.shippingPayer(),
        startPrice,
        bidUnit,
        instantPrice,
        reserveMet,
        price,
        leader,
        leaderId,
        bidCount,
        bidCount == 0 ? startPrice : price + bidUnit,
        startsAt,
        endsAt,
        softCloseMs / 1_000,
        winner,
        winnerId,
        List.of(),
        seq,
        openedAt);
  }

  private static @Nullable String name(@Nullable Long userId, @Nullable String nickname) {
    if (userId == null) {
      return null;
    }
    return nickname == null ? "user-" + userId : nickname;
  }

  private static @Nullable Long optional(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
