package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.protocol.Language;
import com.neighborbid.realtime.protocol.ToClient;
import com.neighborbid.realtime.room.Audience;
import com.neighborbid.realtime.room.Viewer;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A room's viewers as sockets. Lives on the room's executor; a message costs one encoding per
/// language and one task per loop, however many viewers there are. Tasks of one room reach a loop
/// in the order they were handed over, so a viewer's first messages come before what follows them.
final class RoomAudience implements Audience {
  private record Place(Loop loop, Language language) {}

  private static final class Row {
    final Seats seats;
    int taken;

    Row(Seats seats) {
      this.seats = seats;
    }
  }

  private final Map<Place, Row> rows = new HashMap<>();
  private final RealtimeMetrics metrics;

  RoomAudience(RealtimeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void add(Viewer viewer, List<ToClient> first) {
    Socket socket = (Socket) viewer;
    Row row = rows.computeIfAbsent(place(socket), _ -> new Row(new Seats(socket.loop(), metrics)));
    row.taken++;
    List<ByteBuf> frames = new ArrayList<>(first.size());
    first.forEach(message -> frames.add(Frames.encode(message, socket.language())));
    Seats seats = row.seats;
    socket.loop().execute(() -> socket.seated(seats, frames));
  }

  @Override
  public void remove(Viewer viewer) {
    Socket socket = (Socket) viewer;
    Place place = place(socket);
    Row row = rows.get(place);
    if (row == null) {
      return;
    }
    if (--row.taken == 0) {
      rows.remove(place);
    }
    Seats seats = row.seats;
    socket.loop().execute(() -> seats.remove(socket));
  }

  @Override
  public void catchUp(Viewer viewer, ToClient snapshot) {
    Socket socket = (Socket) viewer;
    ByteBuf frame = Frames.encode(snapshot, socket.language());
    socket.loop().execute(() -> socket.caughtUp(frame));
  }

  @Override
  public void broadcast(ToClient message) {
    RoomNews news = RoomNews.of(message);
    Map<Language, ByteBuf> frames = new EnumMap<>(Language.class);
    rows.forEach(
        (place, row) -> {
          ByteBuf frame =
              frames.computeIfAbsent(
                  place.language(), language -> Frames.encode(message, language));
          Seats seats = row.seats;
          ByteBuf shared = frame.retain();
          place.loop().execute(() -> seats.broadcast(shared, news));
        });
    frames.values().forEach(ByteBuf::release);
  }

  private static Place place(Socket socket) {
    return new Place(socket.loop(), socket.language());
  }
}
