package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.kafka.LogUnavailableException;
import java.util.concurrent.CompletableFuture;

/// The log that bids are written to.
public interface BidLog {
  /// Appends a bid; may block for a moment where the log is away.
  ///
  /// @param requestId runs through all logs with the bid
  /// @return completes when the log has it for good; fails where that is unknown
  /// @throws LogUnavailableException if it was certainly not sent
  CompletableFuture<?> append(PlaceBid bid, String requestId);

  /// Whether it takes bids now.
  boolean available();
}
