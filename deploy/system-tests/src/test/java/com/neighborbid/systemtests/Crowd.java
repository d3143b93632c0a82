package com.neighborbid.systemtests;

import static com.neighborbid.systemtests.NeighborBid.AFTER_A_FAULT;
import static com.neighborbid.systemtests.NeighborBid.list;
import static com.neighborbid.systemtests.NeighborBid.listing;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.client.Person;
import com.neighborbid.systemtests.client.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Bidders with money who sit in the rooms of some auctions and bid one above the other.
final class Crowd implements AutoCloseable {
  private static final long PURSE = 9_000_000;
  private static final long START = 10_000;
  private static final long UNIT = 1_000;

  private final NeighborBid system;
  private final Person seller;
  private final List<Long> auctions;
  private final List<Seat> seats = new ArrayList<>();
  private int bidsSent;

  /// @param auctionCount spread over the partitions of the log
  Crowd(NeighborBid system, int auctionCount, int bidderCount) {
    this.system = system;
    this.seller = system.person("seller");
    this.auctions =
        IntStream.range(0, auctionCount)
            .mapToObj(_ -> list(seller, listing(Duration.ofMinutes(20))))
            .toList();
    for (int i = 0; i < bidderCount; i++) {
      Person bidder = system.stranger(PURSE);
      auctions.forEach(auction -> seats.add(bidder.enter(auction)));
    }
    seats.forEach(seat -> seat.await(message -> message.is("snapshot")));
  }

  /// Everybody sends bids in turn, each above the one before in its auction.
  void bid(int count) {
    for (int i = 0; i < count; i++) {
      Seat seat = seats.get(bidsSent % seats.size());
      seat.bid(START + UNIT * (bidsSent / auctions.size()));
      bidsSent++;
    }
  }

  /// Waits until so many bids were taken in.
  void awaitReceived(int count) {
    boolean there = Waiting.until(AFTER_A_FAULT, () -> received() >= count);
    assertThat(there).as("%d of %d bids received", received(), count).isTrue();
  }

  int received() {
    return seats.stream().mapToInt(seat -> seat.received().size()).sum();
  }

  int bidsSent() {
    return bidsSent;
  }

  /// Every bid that was taken in gets its last word over the very socket that sent it.
  void everyReceivedBidHasAnOutcome() {
    boolean all = Waiting.until(AFTER_A_FAULT, () -> waiting().isEmpty());
    assertThat(all).as("received and without an outcome: %s", waiting()).isTrue();
  }

  private List<String> waiting() {
    return seats.stream()
        .flatMap(
            seat ->
                seat.received().keySet().stream()
                    .filter(name -> !seat.outcomes().containsKey(name)))
        .toList();
  }

  /// The seller ends all; somebody has won each.
  void end() {
    for (long auction : auctions) {
      assertThat(NeighborBid.close(seller, auction).status()).isEqualTo(200);
      assertThat(system.awaitStatus(auction, "ENDED").text("winner")).isNotEmpty();
    }
  }

  @Override
  public void close() {
    seats.forEach(Seat::close);
  }
}
