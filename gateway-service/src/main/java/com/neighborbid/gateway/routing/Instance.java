package com.neighborbid.gateway.routing;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One process of a service: where it listens, how much it does for us, and whether it was there
/// the last time. Safe for use by any thread.
public final class Instance {

  private static final long SHORTEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(8).toNanos();
  private static final int MOST_DOUBLINGS = 10;
  private static final int HTTP_PORT = 80;

  private final URI address;
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong askAgainNanos = new AtomicLong();

  Instance(URI address) {
    this.address = address;
  }

  public URI address() {
    return address;
  }

  /// Where it listens; the host is looked up anew for each connection.
  public InetSocketAddress socketAddress() {
    return InetSocketAddress.createUnresolved(address.getHost(), port());
  }

  int port() {
    return address.getPort() < 0 ? HTTP_PORT : address.getPort();
  }

  /// Requests and sockets that it serves for us at this moment.
  public int inUse() {
    return inUse.get();
  }

  /// A request or socket begins; [#release()] follows exactly once.
  public void take() {
    inUse.incrementAndGet();
  }

  public void release() {
    inUse.decrementAndGet();
  }

  /// It did something for us.
  public void answered() {
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  /// It could not be reached, or took a connection and said nothing: it is left alone for a moment,
  /// longer each time.
  void failed(long nowNanos) {
    int before = failures.getAndIncrement();
    long pause = SHORTEST_PAUSE_NANOS << Math.min(before, MOST_DOUBLINGS);
    askAgainNanos.set(nowNanos + Math.min(pause, LONGEST_PAUSE_NANOS));
  }

  boolean isAway() {
    return failures.get() > 0;
  }

  /// Whether it is away and the caller is the one to try it now; the next may after another pause.
  boolean takeTrial(long nowNanos) {
    long due = askAgainNanos.get();
    return isAway()
        && nowNanos - due >= 0
        && askAgainNanos.compareAndSet(due, nowNanos + LONGEST_PAUSE_NANOS);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
