package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sockets of one room on one loop that read the same language. Lives on that loop.
///
/// What the room says is gathered for a moment and then written to each socket at once. Whatever is
/// written to one of them otherwise comes after [#sayAll], so nothing overtakes what the room has
/// said before.
final class Seats {
  /// A larger burst would make a peer look slow who only had no chance to read yet.
  private static final int LARGEST_BURST = 64 * 1024;

  private final List<Socket> sockets = new ArrayList<>();
  private final Loop loop;
  private final RealtimeMetrics metrics;
  private Burst unsaid = new Burst();
  private Burst spare = new Burst();

  Seats(Loop loop, RealtimeMetrics metrics) {
    this.loop = loop;
    this.metrics = metrics;
  }

  void add(Socket socket) {
    sayAll();
    socket.setSeat(sockets.size());
    sockets.add(socket);
  }

  void remove(Socket socket) {
    int seat = socket.seat();
    if (seat < 0) {
      return;
    }
    Socket last = sockets.removeLast();
    if (last != socket) {
      sockets.set(seat, last);
      last.setSeat(seat);
    }
    socket.setSeat(-1);
  }

  /// Takes something that all shall hear soon; takes over the caller's reference.
  void broadcast(ByteBuf frame, RoomNews news) {
    if (unsaid.isEmpty()) {
      loop.saySoon(this);
    }
    unsaid.add(frame, news);
    if (unsaid.bytes() >= LARGEST_BURST) {
      sayAll();
    }
  }

  /// Writes what was taken to everybody: the same bytes, one write each.
  void sayAll() {
    Burst burst = unsaid;
    if (burst.isEmpty()) {
      return;
    }
    unsaid = spare;
    spare = burst;
    @Nullable ByteBuf joined = null;
    try {
      joined = burst.joined();
      int written = 0;
      for (int i = 0; i < sockets.size(); i++) {
        written += sockets.get(i).offer(burst, joined);
      }
      metrics.messagesOut(written);
      metrics.messagesSkipped(sockets.size() * burst.size() - written);
    } finally {
      if (joined != null) {
        joined.release();
      }
      burst.clear();
    }
  }

  /// Ends everybody's connection without a word, because what the room said could not be written:
  /// who comes back gets what he has missed.
  void closeAll() {
    for (Socket socket : List.copyOf(sockets)) {
      socket.drop();
    }
  }
}
