package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// An auction in the memory of its lane: the deciding state, and what of it must be written.
public final class LiveAuction {
  private final Auction auction;
  private final AuctionFacts facts;
  private final List<Effect> effects;
  private final Map<UUID, BidContext> contexts = new HashMap<>();

  /// The asking of each undecided bid as the database has it.
  private final Map<UUID, Asked> savedAskings = new HashMap<>();

  private final Map<UUID, Long> askedLevels = new HashMap<>();
  private final Set<Long> touchedBidders = new HashSet<>();
  private boolean closesStored;

  /// @param effects the list into which `auction` puts its effects
  public LiveAuction(Auction auction, AuctionFacts facts, List<Effect> effects) {
    this.auction = auction;
    this.facts = facts;
    this.effects = effects;
    this.closesStored = auction.isClosing();
  }

  public Auction auction() {
    return auction;
  }

  public AuctionFacts facts() {
    return facts;
  }

  public long id() {
    return auction.terms().auctionId();
  }

  /// Whether the database has waiting closes of it.
  boolean closesStored() {
    return closesStored;
  }

  void closesStored(boolean any) {
    closesStored = any;
  }

  /// What the last inputs did, oldest first; empties the list.
  List<Effect> takeEffects() {
    List<Effect> taken = new ArrayList<>(effects);
    effects.clear();
    taken.stream()
        .filter(Effect.SetHold.class::isInstance)
        .forEach(effect -> touchedBidders.add(((Effect.SetHold) effect).bidderId()));
    taken.stream()
        .filter(Effect.Capture.class::isInstance)
        .forEach(effect -> touchedBidders.add(((Effect.Capture) effect).winnerId()));
    return taken;
  }

  /// Bidders whose position changed since the last write.
  public Set<Long> touchedBidders() {
    return touchedBidders;
  }

  public void remember(UUID bidId, BidContext context) {
    contexts.put(bidId, context);
  }

  BidContext context(UUID bidId) {
    return contexts.getOrDefault(bidId, new BidContext(null, null, null));
  }

  public BidContext contextOf(QueuedBid bid) {
    return context(bid.bid().id());
  }

  void forget(UUID bidId) {
    contexts.remove(bidId);
    savedAskings.remove(bidId);
    askedLevels.remove(bidId);
  }

  boolean isUndecided(UUID bidId) {
    return savedAskings.containsKey(bidId);
  }

  /// Remembers what the database has of a bid's asking.
  ///
  /// @param level what its command asked for; 0 where nothing was sent
  public void askingSaved(QueuedBid bid, long level) {
    savedAskings.put(bid.bid().id(), Asked.of(bid));
    if (level > 0) {
      askedLevels.put(bid.bid().id(), level);
    }
  }

  /// The level that the bid's command asked for; 0 where nothing was sent.
  public long askedLevel(QueuedBid bid) {
    return askedLevels.getOrDefault(bid.bid().id(), 0L);
  }

  /// Whether the database has another asking of this bid than memory.
  public boolean askingChanged(QueuedBid bid) {
    return !Asked.of(bid).equals(savedAskings.get(bid.bid().id()));
  }

  /// Everything is written.
  void written() {
    touchedBidders.clear();
  }

  /// How far the asking of a bid is.
  private record Asked(long commandSeq, QueuedBid.Answer answer) {
    static Asked of(QueuedBid bid) {
      return new Asked(bid.commandSeq(), bid.answer());
    }
  }
}
