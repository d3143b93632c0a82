package com.neighborbid.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Bids on a number of auctions through one port. What was bid before goes on rising from one run
/// to the next.
public final class Load {
  private static final long ANSWER_LIMIT_SECONDS = 120;

  private final BidPort port;
  private final List<Seat> seats;
  private final List<Offers> offers = new ArrayList<>();
  private long nextId;

  /// @param auctions number of auctions that the seats are at
  public Load(BidPort port, List<Seat> seats, int auctions, Mix mix) {
    this.port = port;
    this.seats = List.copyOf(seats);
    for (int auction = 0; auction < auctions; auction++) {
      offers.add(new Offers(mix, auction));
    }
  }

  /// Keeps every seat's window full for so long, and waits for the last answer.
  ///
  /// @param window bids of each seat under way at the same time
  public LoadResult fullWindows(int window, double seconds) throws InterruptedException {
    return run(new FullWindows(this, new Flight(nextId), window, seconds));
  }

  /// Bids at a fixed rate, whether answers come or not, and waits for the last answer.
  public LoadResult fixedRate(double perSecond, double seconds) throws InterruptedException {
    return run(new FixedRate(this, new Flight(nextId), perSecond, seconds));
  }

  private LoadResult run(Run run) throws InterruptedException {
    port.loop().execute(run::begin);
    try {
      LoadResult result = run.done().get(ANSWER_LIMIT_SECONDS * 5, TimeUnit.SECONDS);
      nextId = run.flight().nextId();
      return result;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the load has failed", e);
    }
  }

  void send(int seat, Flight flight, long atNanos) {
    Seat place = seats.get(seat);
    Offers offer = offers.get(place.auction());
    long amount = offer.next();
    port.send(seat, flight.start(atNanos), amount, offer.max());
  }

  BidPort port() {
    return port;
  }

  int seats() {
    return seats.size();
  }

  /// A load while it runs.
  abstract static class Run implements Answers {
    /// Without any answer for so long nothing more is expected.
    static final long SILENCE_SECONDS = 30;

    private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
    private final Flight flight;

    Run(Flight flight) {
      this.flight = flight;
    }

    abstract void begin();

    Flight flight() {
      return flight;
    }

    CompletableFuture<LoadResult> done() {
      return done;
    }
  }
}
