package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.kafka.LogUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A log whose acknowledgements a test gives.
final class FakeBidLog implements BidLog {
  volatile boolean available = true;
  volatile boolean refuses;
  final List<CompletableFuture<Void>> appends = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<?> append(PlaceBid bid, String requestId) {
    if (refuses) {
      throw new LogUnavailableException("away", null);
    }
    CompletableFuture<Void> append = new CompletableFuture<>();
    appends.add(append);
    return append;
  }

  @Override
  public boolean available() {
    return available;
  }
}
