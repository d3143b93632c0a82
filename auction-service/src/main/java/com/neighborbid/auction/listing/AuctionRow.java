package com.neighborbid.auction.listing;

import com.neighborbid.auction.bidding.RoomStates;
import com.neighborbid.auction.bidding.domain.Increments;
import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.domain.SoftClose;
import com.neighborbid.auction.image.ImageView;
import com.neighborbid.auction.seller.Sellers.Seller;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
    boolean paused,
    Prices prices,
    boolean reserveMet,
    long price,
    @Nullable String leader,
    @Nullable Long leaderId,
    long bidCount,
    Instant startsAt,
    Instant endsAt,
    SoftClose softClose,
    @Nullable String winner,
    @Nullable Long winnerId,
    long seq,
    String ledgerHash,
    Instant openedAt,
    long watchCount,
    List<ImageView> images) {
  static final String COLUMNS =
      """
      a.id, a.seller_id, l.title, l.description, l.category, l.region, l.item_condition,
      l.shipping_payer, a.reach, a.started, a.closing, a.ended, a.start_price, a.bid_unit,
      a.instant_price, a.price >= coalesce(a.reserve_price, 0) as reserve_met, a.price,
      a.leader_id, ln.nickname as leader_name, a.bid_count, a.starts_at, a.ends_at,
      a.soft_close_ms, a.winner_id, a.seq, a.opened_at, a.increments, a.instant_until_percent,
      a.cancelled, a.pauses, a.latest_end, a.ledger_hash, coalesce(wc.watchers, 0) as watch_count,
      """
          + ImageView.COLUMN;
  static final String FROM =
      """
      from auction a
      join listing l on l.auction_id = a.id and l.version = a.listing_version
      left join bidder_name ln on ln.user_id = a.leader_id
      left join watch_count wc on wc.auction_id = a.id
      """;

  static AuctionRow of(ResultSet row, Instant now) throws SQLException {
    Long leaderId = optional(row, "leader_id");
    String leader = name(leaderId, row.getString("leader_name"));
    Long winnerId = optional(row, "winner_id");
    Instant endsAt = row.getTimestamp("ends_at").toInstant();
    Timestamp latest = row.getTimestamp("latest_end");
    boolean ended = row.getBoolean("ended");
    boolean paused = !row.getString("pauses").isEmpty();
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
        RoomStates.status(
            row.getBoolean("started"), closing, ended, row.getBoolean("cancelled"), paused),
        paused,
        new Prices(
            row.getLong("start_price"),
            row.getLong("bid_unit"),
            Increments.valueOf(row.getString("increments")),
            row.getLong("instant_price"),
            row.getInt("instant_until_percent"),
            0),
        row.getBoolean("reserve_met"),
        row.getLong("price"),
        leader,
        leaderId,
        row.getLong("bid_count"),
        row.getTimestamp("starts_at").toInstant(),
        endsAt,
        new SoftClose(row.getLong("soft_close_ms"), latest == null ? 0 : latest.getTime()),
        winnerId == null ? null : leader,
        winnerId,
        row.getLong("seq"),
        row.getString("ledger_hash"),
        row.getTimestamp("opened_at").toInstant(),
        row.getLong("watch_count"),
        ImageView.parse(row.getString("images")));
  }

  /// As in a list: of its images the first.
  ///
  /// @param watching whether the reader watches it; null where nobody is signed in
  AuctionView brief(Seller seller, @Nullable Boolean watching) {
    return view(seller, watching, images.stream().filter(ImageView::isReady).limit(1).toList());
  }

  /// @param watching as above
  AuctionView view(Seller seller, @Nullable Boolean watching) {
    return view(seller, watching, images);
  }

  private AuctionView view(Seller seller, @Nullable Boolean watching, List<ImageView> images) {
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
        paused,
        prices.start(),
        prices.unit(),
        prices.increments(),
        prices.instant() == 0 ? null : prices.instant(),
        prices.instantUntilPercent(),
        isOpen() && prices.isInstantOpen(price, bidCount),
        reserveMet,
        price,
        leader,
        leaderId,
        bidCount,
        prices.minNextBid(price, bidCount),
        startsAt,
        endsAt,
        softClose.windowMs() / 1_000,
        softClose.latestEndMs() == 0 ? null : Instant.ofEpochMilli(softClose.latestEndMs()),
        winner,
        winnerId,
        images,
        seq,
        ledgerHash,
        watchCount,
        watching,
        openedAt);
  }

  private boolean isOpen() {
    return status == RoomState.Status.ACTIVE;
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
