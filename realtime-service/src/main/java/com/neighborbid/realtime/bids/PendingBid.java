package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.realtime.protocol.ToClient;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One sending of a bid whose answer somebody waits for. Sent twice, a bid has two of these.
final class PendingBid {
  private final PlaceBid bid;
  private final @Nullable String clientId;
  private final String requestId;
  private final Bidder bidder;
  private final long sentNanos;
  private long nextAskNanos;
  private long askPauseNanos;
  private boolean received;
  private boolean answered;

  PendingBid(
      PlaceBid bid, @Nullable String clientId, String requestId, Bidder bidder, long nowNanos) {
    this.bid = bid;
    this.clientId = clientId;
    this.requestId = requestId;
    this.bidder = bidder;
    this.sentNanos = nowNanos;
    this.nextAskNanos = nowNanos;
  }

  PlaceBid bid() {
    return bid;
  }

  UUID bidId() {
    return bid.bidId();
  }

  String requestId() {
    return requestId;
  }

  long sentNanos() {
    return sentNanos;
  }

  boolean gone() {
    return bidder.gone();
  }

  synchronized boolean isReceived() {
    return received;
  }

  /// The log has it. Said once, and never after the answer.
  synchronized void received() {
    if (!received && !answered) {
      received = true;
      bidder.received(new ToClient.Received(clientId, bid.bidId()));
    }
  }

  /// The last word, whatever it is; later ones are ignored.
  ///
  /// @return whether this was it
  synchronized boolean refused(ErrorCode code) {
    if (answered) {
      return false;
    }
    answered = true;
    bidder.answered(ToClient.Refused.of(code, clientId, bid.bidId()));
    return true;
  }

  /// What became of the bid with this id, which may have been sent with another content before.
  ///
  /// @return whether it is the last word
  synchronized boolean outcome(BidOutcome outcome) {
    if (answered) {
      return false;
    }
    if (!sameContent(outcome)) {
      return refused(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    // An answer may overtake the log's acknowledgement: the order of what is told stays.
    received();
    return switch (outcome.status()) {
      case RECEIVED -> false;
      case ACCEPTED, OUTBID, WON -> {
        answered = true;
        bidder.answered(new ToClient.Accepted(clientId, outcome));
        yield true;
      }
      case REJECTED -> {
        answered = true;
        bidder.answered(refusal(outcome));
        yield true;
      }
    };
  }

  private ToClient refusal(BidOutcome outcome) {
    String code = Objects.requireNonNullElse(outcome.code(), ErrorCode.INTERNAL.name());
    boolean tooLow =
        code.equals(ErrorCode.BELOW_MINIMUM.name())
            || code.equals(ErrorCode.OUTBID_MEANWHILE.name());
    return new ToClient.Refused(
        code, clientId, bid.bidId(), tooLow ? outcome.minNextBid() : null, null);
  }

  private boolean sameContent(BidOutcome outcome) {
    return outcome.auctionId() == bid.auctionId()
        && outcome.bidderId() == bid.bidderId()
        && outcome.amount() == bid.amount()
        && Objects.equals(outcome.maxAmount(), bid.maxAmount());
  }

  /// Whether it is time to ask for the outcome; then the pause until the next time grows up to a
  /// limit.
  synchronized boolean dueToAsk(long nowNanos, long firstPauseNanos, long longestPauseNanos) {
    if (askPauseNanos == 0) {
      askPauseNanos = firstPauseNanos;
      nextAskNanos = sentNanos + firstPauseNanos;
    }
    if (nowNanos - nextAskNanos < 0) {
      return false;
    }
    nextAskNanos = nowNanos + askPauseNanos;
    askPauseNanos = Math.min(longestPauseNanos, 2 * askPauseNanos);
    return true;
  }
}
