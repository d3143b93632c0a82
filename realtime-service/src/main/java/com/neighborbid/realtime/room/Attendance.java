package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.realtime.protocol.ToClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Who is in a room here, who is at the door, and what they are told. Lives on the room's executor,
/// except for [#here].
final class Attendance {
  private static final int EXACT_BELOW = 1_000;

  private final Audience audience;
  private final Chat chat;
  private final Clock clock;
  private final Set<Viewer> members = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Those who wait until the room knows its state, with the last position they have seen.
  private final Map<Viewer, OptionalLong> joining = new LinkedHashMap<>();

  private volatile int here;
  private int elsewhere;
  private int told;

  Attendance(Audience audience, Chat chat, Clock clock) {
    this.audience = audience;
    this.chat = chat;
    this.clock = clock;
  }

  /// How many look at it from here; any thread.
  int here() {
    return here;
  }

  boolean isEmpty() {
    return members.isEmpty() && joining.isEmpty();
  }

  void waitAtTheDoor(Viewer viewer, OptionalLong since) {
    joining.put(viewer, since);
  }

  void admit(Viewer viewer, OptionalLong since, History history, boolean delayed) {
    members.add(viewer);
    here = members.size();
    List<ToClient> first = new ArrayList<>();
    Recovery recovery =
        since.isEmpty() ? new Recovery.Snapshot(history.state()) : history.since(since.getAsLong());
    switch (recovery) {
      case Recovery.Nothing() -> {}
      case Recovery.Tail(List<RoomMessage> messages) ->
          messages.forEach(message -> first.add(toClient(message)));
      case Recovery.Snapshot _ -> first.add(snapshot(history));
    }
    if (delayed) {
      first.add(new ToClient.Delayed());
    }
    first.addAll(chat.forNewcomer());
    audience.add(viewer, first);
  }

  void admitAll(History history, boolean delayed) {
    joining.forEach((viewer, since) -> admit(viewer, since, history, delayed));
    joining.clear();
  }

  void sendAwayAll() {
    joining.keySet().forEach(Viewer::noSuchRoom);
    joining.clear();
  }

  void leave(Viewer viewer) {
    joining.remove(viewer);
    if (members.remove(viewer)) {
      audience.remove(viewer);
      here = members.size();
    }
  }

  void catchUp(Viewer viewer, History history) {
    if (members.contains(viewer)) {
      audience.catchUp(viewer, snapshot(history));
    }
  }

  /// Tells those at the door that it may take longer.
  void delayedAtTheDoor() {
    joining.keySet().forEach(viewer -> viewer.tell(new ToClient.Delayed()));
  }

  void delayed() {
    audience.broadcast(new ToClient.Delayed());
    delayedAtTheDoor();
  }

  /// Tells how many they are, if that has changed since it was told last.
  void presence(int viewersElsewhere) {
    elsewhere = viewersElsewhere;
    if (!members.isEmpty() && viewers() != told) {
      told = viewers();
      audience.broadcast(new ToClient.Presence(told));
    }
  }

  void tell(RoomMessage message) {
    audience.broadcast(toClient(message));
  }

  /// What somebody needs who knew what was known until now.
  void tell(Recovery recovery) {
    switch (recovery) {
      case Recovery.Nothing() -> {}
      case Recovery.Tail(List<RoomMessage> messages) -> messages.forEach(this::tell);
      case Recovery.Snapshot(var state) ->
          audience.broadcast(new ToClient.Snapshot(state, viewers(), clock.instant()));
    }
  }

  void tellState(History history) {
    audience.broadcast(snapshot(history));
  }

  private ToClient toClient(RoomMessage message) {
    return ToClient.of(message, viewers(), clock.instant());
  }

  private ToClient snapshot(History history) {
    return new ToClient.Snapshot(history.state(), viewers(), clock.instant());
  }

  /// Exact below a thousand, three digits above: in a crowd each coming and going would be told to
  /// everybody.
  private int viewers() {
    int exact = members.size() + elsewhere;
    int step = 1;
    while (exact / step >= EXACT_BELOW) {
      step *= 10;
    }
    return exact / step * step;
  }
}
