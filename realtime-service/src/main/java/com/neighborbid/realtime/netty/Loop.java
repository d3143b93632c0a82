package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.room.RoomExecutor;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What belongs to one event loop: its sockets, those with something to flush, and the rooms pinned
/// to it.
///
/// Writing is gathered: what is said is sent when the tasks that are queued already have run, but
/// not before as much time has passed since sending last as that took. So nothing waits when there
/// is little to do, and a burst costs one system call per socket.
final class Loop implements RoomExecutor {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;

  private final EventLoop eventLoop;
  private final List<Socket> sockets = new ArrayList<>();
  private List<Seats> unsaid = new ArrayList<>();
  private List<Seats> spareUnsaid = new ArrayList<>();
  private List<Socket> unflushed = new ArrayList<>();
  private List<Socket> spareUnflushed = new ArrayList<>();
  private boolean sendingSoon;
  private long sentNanos = System.nanoTime();
  private long pauseNanos;

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
    unflushed.add(socket);
    sendSoon();
  }

  void saySoon(Seats seats) {
    unsaid.add(seats);
    sendSoon();
  }

  private void sendSoon() {
    if (sendingSoon) {
      return;
    }
    sendingSoon = true;
    long wait = pauseNanos - (System.nanoTime() - sentNanos);
    if (wait <= 0) {
      eventLoop.execute(this::send);
    } else {
      var _ = eventLoop.schedule(this::send, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void send() {
    long began = System.nanoTime();
    try {
      sayGathered();
      flushGathered();
    } finally {
      // Whatever failed: a loop that did not come back here would never send again.
      sentNanos = System.nanoTime();
      pauseNanos = Math.min(LONGEST_PAUSE_NANOS, sentNanos - began);
      sendingSoon = false;
      if (!unsaid.isEmpty() || !unflushed.isEmpty()) {
        sendSoon();
      }
    }
  }

  private void sayGathered() {
    List<Seats> saying = unsaid;
    unsaid = spareUnsaid;
    spareUnsaid = saying;
    for (int i = 0; i < saying.size(); i++) {
      try {
        saying.get(i).sayAll();
      } catch (RuntimeException | OutOfMemoryError e) {
        // Direct memory is used up, say: the other rooms are to hear what is theirs.
        log.error("a room's messages were not written", e);
        saying.get(i).closeAll();
      }
    }
    saying.clear();
  }

  private void flushGathered() {
    List<Socket> flushing = unflushed;
    unflushed = spareUnflushed;
    spareUnflushed = flushing;
    for (int i = 0; i < flushing.size(); i++) {
      try {
        flushing.get(i).flushNow();
      } catch (RuntimeException | OutOfMemoryError e) {
        log.error("a socket was not flushed", e);
      }
    }
    flushing.clear();
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
