package com.neighborbid.bench.viewers;

import com.neighborbid.bench.load.Answers;
import com.neighborbid.bench.load.Offers;
import com.neighborbid.bench.load.Outcome;
import com.neighborbid.bench.load.SocketPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Bids at a fixed rate, each higher than the one before, by all seats in turn. What is refused is
/// no step of the room.
public final class SteadyBids implements Answers {
  private static final long ANSWERS_LIMIT_SECONDS = 30;

  private final SocketPort port;
  private final int seats;
  private final Sent sent;
  private final boolean answered;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private long amount;
  private long beganNanos;
  private long pauseNanos;
  private int count;
  private int made;
  private int open;
  private int refused;

  /// @param firstAmount of the first bid
  /// @param sent takes down when each was to be sent
  /// @param answered whether bids are answered at all; else each counts
  public SteadyBids(SocketPort port, int seats, long firstAmount, Sent sent, boolean answered) {
    this.port = port;
    this.seats = seats;
    this.amount = firstAmount;
    this.sent = sent;
    this.answered = answered;
  }

  /// Bids while they look on, and waits until everybody has seen every step.
  public Pace.Run run(Viewers viewers, double perSecond, int bids) throws InterruptedException {
    count = bids;
    pauseNanos = (long) (1e9 / perSecond);
    beganNanos = System.nanoTime();
    port.loop().execute(this::begin);
    try {
      done.get(ANSWERS_LIMIT_SECONDS + (long) (bids / perSecond), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(open + " bids have no answer", e);
    }
    return Pace.last(viewers, bids - refused, beganNanos);
  }

  private void begin() {
    port.listen(this);
    bid();
  }

  private void bid() {
    long due = beganNanos + made * pauseNanos;
    sent.at(amount, due);
    // Also from one run to the next nobody bids against himself, which is no step of the room.
    int seat = (int) ((amount - Offers.START_PRICE) % seats);
    port.send(seat, amount - Offers.START_PRICE, amount, 0);
    port.flush(seat);
    amount++;
    made++;
    if (answered) {
      open++;
    }
    if (made < count) {
      var _ =
          port.loop()
              .schedule(
                  this::bid,
                  Math.max(0, due + pauseNanos - System.nanoTime()),
                  TimeUnit.NANOSECONDS);
    } else if (open == 0) {
      done.complete(null);
    }
  }

  @Override
  public void answered(int seat, long id, Outcome outcome) {
    open--;
    if (outcome != Outcome.ACCEPTED) {
      refused++;
    }
    if (open == 0 && made == count) {
      done.complete(null);
    }
  }

  @Override
  public void readDone(int seat) {}
}
