package com.neighborbid.systemtests.audit;

import com.neighborbid.systemtests.audit.AuctionData.AuctionRow;
import com.neighborbid.systemtests.audit.AuctionData.BidRow;
import com.neighborbid.systemtests.audit.AuctionData.HoldLevel;
import com.neighborbid.systemtests.audit.WalletData.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each bidder has held for each auction is what the auction requires: what he leads with and
/// what his undecided bids have asked for, else nothing.
final class HoldCheck {
  private final AuctionData auction;
  private final Map<Place, Position> positions = new HashMap<>();
  private final Map<Place, Long> asked = new HashMap<>();
  private final Set<Place> unanswered = new HashSet<>();
  private final Finding.Builder finding = new Finding.Builder(Invariant.HOLDS);

  private HoldCheck(AuctionData auction, WalletData wallet) {
    this.auction = auction;
    for (Position position : wallet.positions()) {
      positions.put(new Place(position.auctionId(), position.userId()), position);
    }
    auction.bids().values().stream().filter(bid -> !bid.isDecided()).forEach(this::remember);
  }

  static Finding run(AuctionData auction, WalletData wallet) {
    return new HoldCheck(auction, wallet).run();
  }

  private void remember(BidRow bid) {
    Place place = new Place(bid.auctionId(), bid.bidderId());
    boolean unanswered = bid.answer().equals("UNANSWERED");
    if (unanswered || bid.answer().equals("PLACED")) {
      asked.merge(place, bid.asked(), Math::max);
    }
    if (unanswered) {
      this.unanswered.add(place);
    }
  }

  private Finding run() {
    Set<Place> known = new HashSet<>();
    for (HoldLevel hold : auction.holds()) {
      Place place = new Place(hold.auctionId(), hold.bidderId());
      known.add(place);
      check(place, hold);
    }
    for (AuctionRow row : auction.auctions().values()) {
      Place leader = new Place(row.id(), row.leaderId());
      finding.require(
          row.leaderId() == 0 || known.contains(leader), "%s leads without a hold", leader);
    }
    positions.forEach(
        (place, position) ->
            finding.require(
                position.level() == 0 || known.contains(place),
                "%s has %d held, the auction asked for nothing",
                place,
                position.level()));
    return finding.done();
  }

  private void check(Place place, HoldLevel hold) {
    finding.examined(1);
    @Nullable AuctionRow row = auction.auctions().get(place.auctionId());
    if (row == null) {
      finding.offender("%s has a hold, and there is no such auction".formatted(place));
      return;
    }
    long required = Math.max(lead(row, place.bidderId()), asked.getOrDefault(place, 0L));
    if (!hold.captured()) {
      finding.require(
          hold.levelSent() == required,
          "%s requires %d, the auction asked for %d",
          place,
          required,
          hold.levelSent());
    }
    if (!unanswered.contains(place)) {
      checkPosition(place, hold, required);
    }
  }

  private void checkPosition(Place place, HoldLevel hold, long required) {
    @Nullable Position position = positions.get(place);
    long level = position == null ? 0 : position.level();
    long seq = position == null ? 0 : position.commandSeq();
    boolean closed = position != null && position.closed();
    finding.require(
        closed == hold.captured(),
        "%s: the position is %s, the auction has %s",
        place,
        closed ? "closed" : "open",
        hold.captured() ? "captured it" : "not captured it");
    finding.require(
        level == (hold.captured() ? 0 : required),
        "%s has %d held, the auction requires %d",
        place,
        level,
        hold.captured() ? 0 : required);
    finding.require(
        seq == hold.commandSeq(),
        "%s: the wallet has seen command %d, the auction sent %d",
        place,
        seq,
        hold.commandSeq());
  }

  /// What the bidder leads with; nothing once the auction is over without a sale.
  private static long lead(AuctionRow row, long bidderId) {
    boolean unsold = row.ended() && row.winnerId() == 0;
    return row.leaderId() == bidderId && !unsold ? row.leaderMax() : 0;
  }
}
