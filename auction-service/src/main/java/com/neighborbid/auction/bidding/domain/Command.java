package com.neighborbid.auction.bidding.domain;

/// What somebody wants of an auction besides bidding. Decided in log order like a bid, when every
/// earlier input is decided.
public sealed interface Command {
  /// Who may pause an auction, and why. Each takes back only his own pause.
  enum PauseCause {
    SUSPENDED,
    MAINTENANCE
  }

  /// The end.
  ///
  /// @param requestedBy the seller, who ends it now; 0 for the timer, which ends it at its end
  record Close(long requestedBy) implements Command {
    static final long TIMER = 0;

    boolean bySeller() {
      return requestedBy != TIMER;
    }
  }

  /// Withdraws the item: the seller while there is no bid, an admin at any time.
  record Cancel(long requestedBy, boolean byAdmin) implements Command {}

  /// Other terms, while there is no bid.
  record Edit(long requestedBy, TermsChange change) implements Command {}

  /// From now on no bid counts, and the end waits.
  record Pause(PauseCause cause) implements Command {}

  /// Goes on; the end moves by the time that the auction stood still.
  record Resume(PauseCause cause) implements Command {}

  /// None of the bidder's bids counts from now on. Where he leads, nobody does; the price stays, as
  /// an accepted bid is never taken back.
  record SuspendBidder(long bidderId) implements Command {}

  /// A second chance for a bidder of an unsold auction, at his highest amount.
  record Offer(long requestedBy, long bidderId, long validUntilMs) implements Command {}
}
