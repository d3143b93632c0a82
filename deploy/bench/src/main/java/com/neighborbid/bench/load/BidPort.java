package com.neighborbid.bench.load;

import io.netty.channel.EventLoop;

/// A way into the system for a number of seats, each one bidder at one auction. Everything but
/// opening and closing happens on the one thread of [#loop()].
public interface BidPort extends AutoCloseable {
  EventLoop loop();

  /// Who hears the answers from now on.
  void listen(Answers answers);

  /// Hands over a bid; it leaves with the next [#flush(int)].
  ///
  /// @param max 0 for a plain bid
  void send(int seat, long id, long amount, long max);

  void flush(int seat);

  @Override
  void close();
}
