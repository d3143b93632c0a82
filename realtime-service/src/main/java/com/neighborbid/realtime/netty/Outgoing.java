package com.neighborbid.realtime.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// The way to one peer: what it is sent, and what happens when it does not keep up. Lives on the
/// loop.
///
/// A peer that leaves more than the high-water mark unread skips what the room says; as soon as it
/// reads again it gets the newest state, so it costs a bounded number of bytes and delays nobody.
/// What is said to it alone is always written, and while it does not read it is not read from
/// either.
final class Outgoing {
  private final Channel channel;
  private final Loop loop;
  private final Socket socket;
  private boolean flushWanted;
  private boolean stale;
  private boolean full;
  private long fullSinceNanos;

  Outgoing(Channel channel, Loop loop, Socket socket) {
    this.channel = channel;
    this.loop = loop;
    this.socket = socket;
  }

  /// Writes a frame; takes over the caller's reference.
  void write(ByteBuf frame) {
    var _ = channel.write(frame, channel.voidPromise());
    if (!flushWanted) {
      flushWanted = true;
      loop.flushSoon(socket);
    }
  }

  /// Writes what the room says to everybody, unless the peer is too slow for it.
  ///
  /// @return whether it was written
  boolean offer(ByteBuf shared) {
    if (stale) {
      return false;
    }
    if (!channel.isWritable()) {
      // A burst within one turn of the loop is no proof that he is slow: let him take it first.
      flush();
      stale = !channel.isWritable();
    }
    if (!stale) {
      write(shared.retainedDuplicate());
    }
    return !stale;
  }

  /// The newest state for a peer that was left out; takes over the caller's reference.
  ///
  /// @return whether it was written
  boolean caughtUp(ByteBuf snapshot) {
    if (!channel.isWritable()) {
      snapshot.release();
      return false;
    }
    stale = false;
    write(snapshot);
    return true;
  }

  private void flush() {
    channel.flush();
  }

  /// The turn of the loop that [#write] asked for.
  void flushTurn() {
    flushWanted = false;
    flush();
  }

  /// The peer fell behind, or reads again.
  ///
  /// @return whether it needs the newest state now
  boolean writabilityChanged() {
    full = !channel.isWritable();
    if (full) {
      fullSinceNanos = System.nanoTime();
    }
    return !full && stale;
  }

  boolean isFull() {
    return full;
  }

  boolean isStuck(long nowNanos, long limitNanos) {
    return full && nowNanos - fullSinceNanos > limitNanos;
  }
}
