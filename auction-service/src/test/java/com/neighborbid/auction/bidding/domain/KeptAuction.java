package com.neighborbid.auction.bidding.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What a database would keep of an auction: its state, its queue, and the positions that ever
/// changed.
final class KeptAuction {
  private final Map<Long, KeptPosition> positions = new HashMap<>();
  private AuctionSnapshot state;
  private List<Queued> queue = List.of();

  private record KeptPosition(long commandSeq, long levelSent, boolean captured) {}

  KeptAuction(Auction auction) {
    keep(auction, Set.of());
  }

  /// @param touched bidders whose position changed since the last time
  void keep(Auction auction, Set<Long> touched) {
    state = auction.snapshot();
    queue = copy(auction.undecided());
    for (long bidder : touched) {
      auction.forPosition(
          bidder,
          (seq, level, captured) -> positions.put(bidder, new KeptPosition(seq, level, captured)));
    }
  }

  /// Takes it up again. Positions of others than the leader and the queue's bidders come when they
  /// bid.
  Auction restore(Terms terms, Consumer<Effect> effects) {
    Auction auction = Auction.restore(terms, state, copy(queue), effects);
    if (state.leaderId() != 0) {
      restorePosition(auction, state.leaderId());
    }
    for (Queued queued : queue) {
      if (queued instanceof QueuedBid bid) {
        restorePosition(auction, bid.bid().bidderId());
      }
    }
    return auction;
  }

  /// Puts the bidder's position back where the auction does not know it.
  void restorePosition(Auction auction, long bidderId) {
    if (!auction.knowsPositionOf(bidderId)) {
      KeptPosition kept = positions.getOrDefault(bidderId, new KeptPosition(0, 0, false));
      auction.restorePosition(bidderId, kept.commandSeq(), kept.levelSent(), kept.captured());
    }
  }

  private static List<Queued> copy(List<Queued> queue) {
    List<Queued> copy = new ArrayList<>();
    for (Queued queued : queue) {
      copy.add(
          switch (queued) {
            case QueuedClose close -> close;
            case QueuedBid bid ->
                new QueuedBid(
                    bid.bid(),
                    bid.reachedMinimumOnArrival(),
                    bid.asked(),
                    bid.commandSeq(),
                    bid.answer());
          });
    }
    return copy;
  }
}
