package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// The sockets of one room on one loop that read the same language. Lives on that loop.
final class Seats {
  private final List<Socket> sockets = new ArrayList<>();
  private final RealtimeMetrics metrics;

  Seats(RealtimeMetrics metrics) {
    this.metrics = metrics;
  }

  void add(Socket socket) {
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

  /// Hands the same bytes to all; takes over the caller's reference.
  void broadcast(ByteBuf frame, RoomNews news) {
    try {
      int written = 0;
      for (int i = 0; i < sockets.size(); i++) {
        if (sockets.get(i).offer(frame, news)) {
          written++;
        }
      }
      metrics.messagesOut(written);
      metrics.messagesSkipped(sockets.size() - written);
    } finally {
      frame.release();
    }
  }
}
