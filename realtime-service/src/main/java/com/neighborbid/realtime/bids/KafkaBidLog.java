package com.neighborbid.realtime.bids;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.kafka.LogAppender;
import java.util.concurrent.CompletableFuture;
import org.slf4j.MDC;

/// Bids as records of `auction.log`.
public final class KafkaBidLog implements BidLog {
  private static final String REQUEST_ID = "requestId";

  private final LogAppender appender;

  public KafkaBidLog(LogAppender appender) {
    this.appender = appender;
  }

  @Override
  public CompletableFuture<?> append(PlaceBid bid, String requestId) {
    MDC.put(REQUEST_ID, requestId);
    try {
      return appender.append(
          Topics.AUCTION_LOG,
          bid.auctionId(),
          AuctionInputCodec.typeOf(bid),
          bid.bidId().toString(),
          ContractJson.write(bid));
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  @Override
  public boolean available() {
    return appender.available();
  }
}
