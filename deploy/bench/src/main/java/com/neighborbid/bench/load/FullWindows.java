package com.neighborbid.bench.load;

import com.neighborbid.bench.load.Load.Run;
import java.util.concurrent.TimeUnit;

/// As fast as it goes: an answer makes room for the next bid.
final class FullWindows extends Run {
  private final Load load;
  private final int window;
  private final int[] inAir;
  private final long lengthNanos;
  private long beganNanos;
  private long lastLandedNanos;
  private boolean sending;

  FullWindows(Load load, Flight flight, int window, double seconds) {
    super(flight);
    this.load = load;
    this.window = window;
    this.inAir = new int[load.seats()];
    this.lengthNanos = (long) (seconds * 1e9);
  }

  @Override
  void begin() {
    load.port().listen(this);
    sending = true;
    beganNanos = System.nanoTime();
    lastLandedNanos = beganNanos;
    watch();
    // One bid of each seat in turn, as a crowd would send them.
    for (int round = 0; round < window; round++) {
      for (int seat = 0; seat < inAir.length; seat++) {
        send(seat, beganNanos);
      }
    }
    for (int seat = 0; seat < inAir.length; seat++) {
      load.port().flush(seat);
    }
  }

  private void send(int seat, long nowNanos) {
    inAir[seat]++;
    load.send(seat, flight(), nowNanos);
  }

  @Override
  public void answered(int seat, long id, Outcome outcome) {
    if (flight().land(id, outcome)) {
      inAir[seat]--;
      if (!sending && flight().inAir() == 0) {
        finish();
      }
    }
  }

  @Override
  public void readDone(int seat) {
    if (!sending || inAir[seat] == window) {
      return;
    }
    long now = System.nanoTime();
    lastLandedNanos = now;
    if (now - beganNanos >= lengthNanos) {
      sending = false;
      if (flight().inAir() == 0) {
        finish();
      }
      return;
    }
    while (inAir[seat] < window) {
      send(seat, now);
    }
    load.port().flush(seat);
  }

  /// Ends the sending also where no answer comes, and the waiting where none will.
  private void watch() {
    long now = System.nanoTime();
    if (done().isDone()) {
      return;
    }
    if (now - beganNanos >= lengthNanos) {
      sending = false;
    }
    if (now - Math.max(lastLandedNanos, beganNanos + lengthNanos)
        > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
      finish();
      return;
    }
    var _ = load.port().loop().schedule(this::watch, 100, TimeUnit.MILLISECONDS);
  }

  private void finish() {
    done().complete(flight().result(beganNanos));
  }
}
