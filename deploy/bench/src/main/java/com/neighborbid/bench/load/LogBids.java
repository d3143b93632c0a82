package com.neighborbid.bench.load;

import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Bids that raise, on a number of auctions in turn, by the bidders in turn. They go on rising from
/// one load to the next.
public final class LogBids {
  private final List<Long> auctions;
  private final List<Long> bidders;
  private final List<Offers> offers;
  private long made;

  public LogBids(List<Long> auctions, List<Long> bidders) {
    this.auctions = List.copyOf(auctions);
    this.bidders = List.copyOf(bidders);
    this.offers = auctions.stream().map(auction -> new Offers(Mix.ACCEPTED, auction)).toList();
  }

  public List<Long> auctions() {
    return auctions;
  }

  /// The next bids as records of the log.
  public List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int auction = (int) (made % auctions.size());
      // Another bidder each time that the auction has its turn, too.
      long turn = made / auctions.size() + made;
      made++;
      records.add(
          LogLoad.record(
              new PlaceBid(
                  auctions.get(auction),
                  UUID.randomUUID(),
                  bidders.get((int) (turn % bidders.size())),
                  offers.get(auction).next(),
                  null,
                  List.of(),
                  null)));
    }
    return records;
  }
}
