package com.neighborbid.realtime.bids;

import com.neighborbid.common.kafka.LogUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands bids to the log, one after the other in the order they came: handing over may block for a
/// moment where the log is away, and a socket's thread must not.
final class BidWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BidWriter.class);

  private final BidLog bidLog;
  private final LinkedBlockingQueue<PendingBid> queue;
  private final Consumer<PendingBid> notSent;
  private final Thread thread;

  /// @param notSent called for a bid that certainly is not in the log
  BidWriter(BidLog bidLog, int capacity, Consumer<PendingBid> notSent) {
    this.bidLog = bidLog;
    this.queue = new LinkedBlockingQueue<>(capacity);
    this.notSent = notSent;
    this.thread = Thread.ofPlatform().name("bid-writer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Whether the bid was taken; not while the log is away.
  boolean offer(PendingBid bid) {
    return bidLog.available() && queue.offer(bid);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        append(queue.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(PendingBid bid) {
    try {
      CompletableFuture<?> appended = bidLog.append(bid.bid(), bid.requestId());
      if (appended.isCompletedExceptionally()) {
        // Failed while it was being handed over, so it never left this process.
        notSent.accept(bid);
        return;
      }
      var _ =
          appended.whenComplete(
              (_, failure) -> {
                if (failure == null) {
                  bid.received();
                } else {
                  log.warn(
                      "Unknown whether bid {} is in the log: {}",
                      bid.bidId(),
                      failure.getMessage());
                }
              });
    } catch (LogUnavailableException _) {
      notSent.accept(bid);
    } catch (RuntimeException e) {
      log.error("Bid {} cannot be appended", bid.bidId(), e);
      notSent.accept(bid);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
