package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.room.RoomExecutor;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// What belongs to one event loop: its sockets, those with something to flush, and the rooms pinned
/// to it.
///
/// Flushing is gathered: a socket that was written to is flushed when the tasks that are queued
/// already have run, so a burst costs one system call per socket and nothing waits when there is
/// none.
final class Loop implements RoomExecutor {
  private final EventLoop eventLoop;
  private final List<Socket> sockets = new ArrayList<>();
  private List<Socket> unflushed = new ArrayList<>();
  private List<Socket> spare = new ArrayList<>();

  Loop(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  /// Looks after all sockets regularly: pings, dead peers, stuck ones, expired tokens.
  void start(Duration beat) {
    var _ =
        eventLoop.scheduleWithFixedDelay(
            this::check, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void execute(Runnable task) {
    try {
      eventLoop.execute(task);
    } catch (RejectedExecutionException e) {
      // Loops end one after the other; the sockets of the last still want to leave rooms of the
      // first.
      if (!eventLoop.isShuttingDown()) {
        throw e;
      }
    }
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    var _ = eventLoop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isCurrent() {
    return eventLoop.inEventLoop();
  }

  void add(Socket socket) {
    socket.setPosition(sockets.size());
    sockets.add(socket);
  }

  void remove(Socket socket) {
    int position = socket.position();
    Socket last = sockets.removeLast();
    if (last != socket) {
      sockets.set(position, last);
      last.setPosition(position);
    }
  }

  /// The sockets of this loop now; only on the loop.
  List<Socket> sockets() {
    return List.copyOf(sockets);
  }

  void flushSoon(Socket socket) {
    if (unflushed.isEmpty()) {
      eventLoop.execute(this::flush);
    }
    unflushed.add(socket);
  }

  private void flush() {
    List<Socket> ready = unflushed;
    unflushed = spare;
    spare = ready;
    ready.forEach(Socket::flushNow);
    ready.clear();
  }

  private void check() {
    long now = System.nanoTime();
    // Backwards, because a socket that is closed here leaves the list.
    for (int i = sockets.size() - 1; i >= 0; i--) {
      if (i < sockets.size()) {
        sockets.get(i).check(now);
      }
    }
  }
}
