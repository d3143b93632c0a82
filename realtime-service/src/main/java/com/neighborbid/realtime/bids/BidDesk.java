package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes bids from sockets, and brings every answer to everybody who waits for it. Safe for use by
/// any thread; nothing here blocks.
public final class BidDesk {
  private final BidWriter writer;
  private final BidSettings settings;
  private final RealtimeMetrics metrics;
  private final BidGate gate;
  private final ConcurrentHashMap<UUID, List<PendingBid>> pending = new ConcurrentHashMap<>();

  /// @param gate how many bids may wait for their outcome at the same time
  public BidDesk(BidLog log, BidSettings settings, RealtimeMetrics metrics, BidGate gate) {
    this.writer = new BidWriter(log, settings.queue(), this::notSent);
    this.settings = settings;
    this.metrics = metrics;
    this.gate = gate;
  }

  public void start() {
    writer.start();
  }

  /// Places a bid. The bidder hears at most once that it is received, and exactly once what became
  /// of it, as long as he is there.
  ///
  /// @param clientId the client's own name for it, echoed in every answer
  /// @param requestId runs through all logs with the bid
  public void place(PlaceBid bid, @Nullable String clientId, String requestId, Bidder bidder) {
    metrics.bidTaken();
    PendingBid sending = new PendingBid(bid, clientId, requestId, bidder, System.nanoTime());
    if (!gate.enter()) {
      refuse(sending);
      return;
    }
    add(sending);
    if (!writer.offer(sending)) {
      notSent(sending);
    }
  }

  /// The engine has decided.
  public void outcome(BidOutcome outcome) {
    List<PendingBid> sendings = pending.get(outcome.bidId());
    if (sendings == null) {
      return;
    }
    for (PendingBid sending : sendings) {
      if (sending.outcome(outcome)) {
        long took = System.nanoTime() - sending.sentNanos();
        metrics.bidAnswered(outcome.status(), took);
        if (remove(sending)) {
          gate.answered(took);
        }
      }
    }
  }

  /// The bids that auction-service should be asked about now. Forgets those that nobody waits for,
  /// and gives up those of which nothing was ever heard.
  ///
  /// @param answersDelivered whether answers are expected to come by themselves
  List<UUID> unanswered(long nowNanos, boolean answersDelivered) {
    // Where answers come by themselves, an early question under load only adds to the load.
    long longest = (answersDelivered ? settings.askAtMostEvery() : settings.askAfter()).toNanos();
    long first = answersDelivered ? longest / 2 : longest;
    List<UUID> due = new ArrayList<>();
    for (List<PendingBid> sendings : pending.values()) {
      for (PendingBid sending : sendings) {
        if (sending.gone()) {
          giveUp(sending);
        } else if (isHopeless(sending, nowNanos)) {
          if (sending.refused(ErrorCode.SERVICE_UNAVAILABLE)) {
            metrics.bidUnknown();
          }
          giveUp(sending);
        } else if (sending.dueToAsk(nowNanos, first, longest)
            && (due.isEmpty() || !due.getLast().equals(sending.bidId()))) {
          due.add(sending.bidId());
        }
      }
    }
    return due;
  }

  /// How many sendings wait for their answer.
  public int waiting() {
    return pending.values().stream().mapToInt(List::size).sum();
  }

  /// Stops to take bids.
  public void stop() {
    writer.close();
  }

  private boolean isHopeless(PendingBid sending, long nowNanos) {
    return !sending.isReceived()
        && nowNanos - sending.sentNanos() > settings.unknownLimit().toNanos();
  }

  private void notSent(PendingBid sending) {
    refuse(sending);
    giveUp(sending);
  }

  private void refuse(PendingBid sending) {
    if (sending.refused(ErrorCode.SERVICE_UNAVAILABLE)) {
      metrics.bidNotSent();
    }
  }

  private void giveUp(PendingBid sending) {
    if (remove(sending)) {
      gate.givenUp();
    }
  }

  private void add(PendingBid sending) {
    pending.merge(
        sending.bidId(),
        List.of(sending),
        (some, one) -> {
          List<PendingBid> more = new ArrayList<>(some);
          more.addAll(one);
          return List.copyOf(more);
        });
  }

  /// Answers whether it was still waited for.
  private boolean remove(PendingBid sending) {
    boolean[] there = new boolean[1];
    var _ =
        pending.computeIfPresent(
            sending.bidId(),
            (_, sendings) -> {
              List<PendingBid> left = sendings.stream().filter(one -> one != sending).toList();
              there[0] = left.size() < sendings.size();
              return left.isEmpty() ? null : left;
            });
    return there[0];
  }
}
