package com.neighborbid.bench.micro;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Bid;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.auction.bidding.domain.PositionSnapshot;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.bench.load.Mix;
import com.neighborbid.bench.load.Offers;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Deciding bids on one auction, without reading or writing anything: a batch of bids arrives, then
/// the wallet's answers to it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreBenchmark {
  private static final int BATCH = 500;
  private static final int BIDDERS = 8;
  private static final long NOW = 1_000;
  private static final long END = Long.MAX_VALUE / 2;

  /// What kind of bids.
  @Param({"ACCEPTED", "REJECTED", "PROXY"})
  public Mix mix = Mix.ACCEPTED;

  private final ArrayDeque<SetHold> asked = new ArrayDeque<>();
  private Auction auction = open();
  private Offers offers = new Offers(mix, 1);
  private long offset;

  private Auction open() {
    Auction opened =
        Auction.open(
            Terms.fixed(1, 100, Offers.START_PRICE, 1, 0, 0, 0, 0), END, NOW, 0, this::happened);
    for (long bidder = 1; bidder <= BIDDERS; bidder++) {
      opened.restorePosition(bidder, PositionSnapshot.EMPTY);
    }
    return opened;
  }

  /// A fresh auction, before its price leaves what money can be.
  @Setup(Level.Iteration)
  public void setUp() {
    asked.clear();
    auction = open();
    offers = new Offers(mix, 1);
    offset = 0;
  }

  private void happened(Effect effect) {
    if (effect instanceof SetHold hold && hold.asking()) {
      asked.add(hold);
    }
  }

  /// One batch; the score is per bid.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int decide() {
    for (int i = 0; i < BATCH; i++) {
      long amount = offers.next();
      long max = Math.max(amount, offers.max());
      offset++;
      var _ =
          auction.place(
              new Bid(new UUID(0, offset), 1 + offset % BIDDERS, amount, max, NOW, offset), null);
    }
    for (SetHold hold = asked.poll(); hold != null; hold = asked.poll()) {
      auction.answered(hold.bidderId(), hold.commandSeq(), true, NOW);
    }
    return auction.undecidedCount();
  }
}
