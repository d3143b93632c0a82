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
  private final Map<Long, PositionSnapshot> positions = new HashMap<>();
  private Terms terms;
  private AuctionSnapshot state;
  private List<Queued> queue = List.of();

  KeptAuction(Auction auction) {
    keep(auction, Set.of());
  }

  /// @param touched bidders whose position changed since the last time
  void keep(Auction auction, Set<Long> touched) {
    terms = auction.terms();
    state = auction.snapshot();
    queue = copy(auction.undecided());
    for (long bidder : touched) {
      positions.put(bidder, auction.position(bidder));
    }
  }

  /// Takes it up again. Positions of others than the leader and the queue's bidders come when they
  /// bid.
  Auction restore(Consumer<Effect> effects) {
    Auction auction = Auction.restore(terms, state, copy(queue), effects);
    if (state.leaderId() != 0) {
      restorePosition(auction, state.leaderId());
    }
    for (Queued queued : queue) {
      switch (queued) {
        case QueuedBid bid -> restorePosition(auction, bid.bid().bidderId());
        case QueuedCommand command -> {
          if (command.command() instanceof Command.Offer offer) {
            restorePosition(auction, offer.bidderId());
          }
        }
      }
    }
    return auction;
  }

  /// Puts the bidder's position back where the auction does not know it.
  void restorePosition(Auction auction, long bidderId) {
    if (!auction.knowsPositionOf(bidderId)) {
      auction.restorePosition(bidderId, positions.getOrDefault(bidderId, PositionSnapshot.EMPTY));
    }
  }

  private static List<Queued> copy(List<Queued> queue) {
    List<Queued> copy = new ArrayList<>();
    for (Queued queued : queue) {
      copy.add(
          switch (queued) {
            case QueuedCommand command -> command;
            case QueuedBid bid ->
                new QueuedBid(
                    bid.bid(),
                    bid.reachedMinimumOnArrival(),
                    bid.asked(),
                    bid.askedLevel(),
                    bid.commandSeq(),
                    bid.answer());
          });
    }
    return copy;
  }

  /// An open auction in which nothing has happened.
  static AuctionSnapshot nothingYet(long endsAtMs) {
    return new AuctionSnapshot(
        true,
        false,
        false,
        0,
        0,
        0,
        null,
        endsAtMs,
        0,
        1,
        0,
        0,
        Pauses.NONE,
        Set.of(),
        null,
        0,
        LedgerEntry.FIRST);
  }
}
