package com.neighborbid.gateway.websocket;

/// When bytes last came from either end of a relay. Written on its event loop, read from any
/// thread.
final class Pulse {

  private volatile long lastNanos = System.nanoTime();

  void beat() {
    lastNanos = System.nanoTime();
  }

  boolean isOlderThan(long limitNanos, long nowNanos) {
    return nowNanos - lastNanos > limitNanos;
  }
}
