package com.neighborbid.bench.load;

import com.neighborbid.bench.load.Load.Run;
import java.util.concurrent.TimeUnit;

/// At a fixed rate. A bid's latency counts from the moment it was to be sent, so a system that
/// stands still is charged for everybody who would have bid in that time.
final class FixedRate extends Run {
  private static final long TICK_MICROS = 500;

  private final Load load;
  private final double perNano;
  private final long total;
  private long beganNanos;
  private long sent;
  private int seat;

  FixedRate(Load load, Flight flight, double perSecond, double seconds) {
    super(flight);
    this.load = load;
    this.perNano = perSecond / 1e9;
    this.total = (long) (perSecond * seconds);
  }

  @Override
  void begin() {
    load.port().listen(this);
    beganNanos = System.nanoTime();
    tick();
  }

  private void tick() {
    long now = System.nanoTime();
    long due = Math.min(total, (long) ((now - beganNanos) * perNano));
    while (sent < due) {
      long intended = beganNanos + (long) (sent / perNano);
      load.send(seat, flight(), intended);
      load.port().flush(seat);
      seat = (seat + 1) % load.seats();
      sent++;
    }
    long overdue = now - beganNanos - (long) (total / perNano);
    if (overdue > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
      finish();
    } else if (!done().isDone()) {
      long pause = sent < total ? TICK_MICROS : 100_000;
      var _ = load.port().loop().schedule(this::tick, pause, TimeUnit.MICROSECONDS);
    }
  }

  @Override
  public void answered(int answeredSeat, long id, Outcome outcome) {
    if (flight().land(id, outcome) && sent == total && flight().inAir() == 0) {
      finish();
    }
  }

  @Override
  public void readDone(int readSeat) {}

  private void finish() {
    done().complete(flight().result(beganNanos));
  }
}
