package com.neighborbid.auction.bidder;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.outbox.EventOutbox;
import org.springframework.stereotype.Component;

/// Tells the other edge, where bids come in by socket, what has changed. Within the transaction of
/// the change, after the row is locked: so what is newer is also told later.
@Component
class BidderNews {
  private final EventOutbox outbox;

  BidderNews(EventOutbox outbox) {
    this.outbox = outbox;
  }

  void tell(BidderEvent event) {
    outbox.append(
        Topics.AUCTION_BIDDERS,
        BidderEventCodec.keyOf(event),
        BidderEventCodec.typeOf(event),
        ContractJson.write(event));
  }
}
