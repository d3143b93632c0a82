package com.neighborbid.auction.bidding.persistence;

import com.neighborbid.auction.bidding.domain.AuctionSnapshot;
import com.neighborbid.auction.bidding.domain.Command.PauseCause;
import com.neighborbid.auction.bidding.domain.Fee;
import com.neighborbid.auction.bidding.domain.Increments;
import com.neighborbid.auction.bidding.domain.ListingVersion;
import com.neighborbid.auction.bidding.domain.Pauses;
import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.domain.SecondChance;
import com.neighborbid.auction.bidding.domain.SoftClose;
import com.neighborbid.auction.bidding.domain.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the row of an auction as its rules know it.
public final class AuctionRows {
  private AuctionRows() {}

  /// @param row all columns of `auction`
  public static Terms terms(ResultSet row) throws SQLException {
    return new Terms(
        row.getLong("id"),
        row.getLong("seller_id"),
        new Prices(
            row.getLong("start_price"),
            row.getLong("bid_unit"),
            Increments.valueOf(row.getString("increments")),
            row.getLong("instant_price"),
            row.getInt("instant_until_percent"),
            row.getLong("reserve_price")),
        row.getTimestamp("starts_at").getTime(),
        new SoftClose(row.getLong("soft_close_ms"), millis(row, "latest_end")),
        new Fee(row.getInt("fee_basis_points"), row.getLong("fee_minimum")),
        new ListingVersion(row.getInt("listing_version"), row.getString("listing_hash")));
  }

  /// @param row all columns of `auction`
  public static AuctionSnapshot state(ResultSet row) throws SQLException {
    return new AuctionSnapshot(
        row.getBoolean("started"),
        row.getBoolean("ended"),
        row.getBoolean("cancelled"),
        row.getLong("price"),
        row.getLong("leader_id"),
        row.getLong("leader_max"),
        row.getObject("leader_bid", UUID.class),
        row.getTimestamp("ends_at").getTime(),
        row.getLong("bid_count"),
        row.getLong("seq"),
        row.getInt("event_index"),
        row.getLong("winner_id"),
        new Pauses(causes(row.getString("pauses")), millis(row, "paused_since")),
        Set.of((Long[]) row.getArray("suspended_bidders").getArray()),
        offer(row),
        row.getInt("bidders"),
        row.getString("ledger_hash"));
  }

  private static Set<PauseCause> causes(String joined) {
    return joined.isEmpty()
        ? Set.of()
        : Arrays.stream(joined.split(",")).map(PauseCause::valueOf).collect(Collectors.toSet());
  }

  private static @Nullable SecondChance offer(ResultSet row) throws SQLException {
    long bidder = row.getLong("offer_bidder");
    return bidder == 0
        ? null
        : new SecondChance(bidder, row.getLong("offer_amount"), millis(row, "offer_until"));
  }

  private static long millis(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? 0 : time.getTime();
  }
}
