package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.QueuedBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// An auction in the memory of its lane: the deciding state, and what of it must be written.
public final class LiveAuction {
  private static final BidContext UNKNOWN = new BidContext(null, null, null);

  private final Auction auction;
  private final AuctionFacts facts;
  private final List<Effect> effects;
  private final Map<UUID, BidContext> contexts = new HashMap<>();

  /// Records of the undecided commands, by offset.
  private final Map<Long, Arrived> commands = new TreeMap<>();

  private boolean commandsStored;
  private boolean rulesChanged;
  private long shownSeq = -1;
  private boolean shownClosing;

  /// A command as it stands in the log.
  public record Arrived(long timeMs, AuctionInput input) {}

  /// @param effects the list into which `auction` puts its effects
  public LiveAuction(Auction auction, AuctionFacts facts, List<Effect> effects) {
    this.auction = auction;
    this.facts = facts;
    this.effects = effects;
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

  /// What the last inputs did, oldest first; empties the list.
  List<Effect> takeEffects() {
    List<Effect> taken = new ArrayList<>(effects);
    effects.clear();
    return taken;
  }

  public void remember(UUID bidId, BidContext context) {
    contexts.put(bidId, context);
  }

  public BidContext contextOf(QueuedBid bid) {
    return contexts.getOrDefault(bid.bid().id(), UNKNOWN);
  }

  void forget(UUID bidId) {
    contexts.remove(bidId);
  }

  /// Remembers the record of a command that may have to wait.
  void arrived(long offset, long timeMs, AuctionInput command) {
    commands.put(offset, new Arrived(timeMs, command));
  }

  /// A command of the queue, as it was kept.
  public void restored(long offset, long timeMs, AuctionInput command) {
    commands.put(offset, new Arrived(timeMs, command));
    commandsStored = true;
  }

  /// The command waits no longer.
  ///
  /// @param changed whether it changed what seldom changes: terms, pauses, offers and the like
  void commandDecided(long offset, boolean changed) {
    commands.remove(offset);
    rulesChanged |= changed;
  }

  /// Records of the undecided commands, by offset.
  public Map<Long, Arrived> commands() {
    return commands;
  }

  /// Whether the stored commands may differ from those that wait.
  boolean commandsDiffer() {
    return commandsStored || !commands.isEmpty();
  }

  boolean rulesChanged() {
    return rulesChanged;
  }

  /// Whether everybody sees the auction otherwise than when this was asked last: a refused bid and
  /// a leader's own higher maximum change nothing that is shown.
  boolean takeShownChange() {
    long seq = auction.snapshot().seq();
    boolean closing = auction.isClosing();
    boolean changed = seq != shownSeq || closing != shownClosing;
    shownSeq = seq;
    shownClosing = closing;
    return changed;
  }

  /// Everything is written.
  void written() {
    commandsStored = !commands.isEmpty();
    rulesChanged = false;
  }
}
