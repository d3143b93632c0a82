package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
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

  /// How many they are, as everybody was told last.
  private int told;

  /// Those who were told another number since, or none.
  private final Set<Viewer> toldOtherwise = Collections.newSetFromMap(new IdentityHashMap<>());

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
      case Recovery.Snapshot _ -> first.add(snapshot(history.state()));
    }
    int known = 0;
    for (ToClient message : first) {
      known = numberIn(message, known);
    }
    note(viewer, known);
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
    toldOtherwise.remove(viewer);
    if (members.remove(viewer)) {
      audience.remove(viewer);
      here = members.size();
    }
  }

  void catchUp(Viewer viewer, History history) {
    if (members.contains(viewer)) {
      audience.catchUp(viewer, snapshot(history.state()));
      note(viewer, viewers());
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

  /// Tells how many they are, if that has changed since it was told last, and else only those who
  /// know it otherwise: where one comes while another goes, the number of before counts again.
  void presence(int viewersElsewhere) {
    elsewhere = viewersElsewhere;
    ToClient presence = new ToClient.Presence(viewers());
    if (!members.isEmpty() && viewers() != told) {
      tellAll(presence);
    } else {
      toldOtherwise.forEach(viewer -> viewer.tell(presence));
      toldOtherwise.clear();
    }
  }

  void tell(RoomMessage message) {
    tellAll(toClient(message));
  }

  /// What somebody needs who knew what was known until now.
  void tell(Recovery recovery) {
    switch (recovery) {
      case Recovery.Nothing() -> {}
      case Recovery.Tail(List<RoomMessage> messages) -> messages.forEach(this::tell);
      case Recovery.Snapshot(var state) -> tellState(state);
    }
  }

  void tellState(History history) {
    tellState(history.state());
  }

  private void tellState(RoomState state) {
    tellAll(snapshot(state));
  }

  private void tellAll(ToClient message) {
    int number = numberIn(message, 0);
    if (number > 0) {
      told = number;
      toldOtherwise.clear();
    }
    audience.broadcast(message);
  }

  private void note(Viewer viewer, int number) {
    if (number == told) {
      toldOtherwise.remove(viewer);
    } else {
      toldOtherwise.add(viewer);
    }
  }

  /// What somebody takes for their number who hears a message; nobody hears of none.
  private static int numberIn(ToClient message, int before) {
    return switch (message) {
      case ToClient.Snapshot snapshot -> snapshot.viewers();
      case ToClient.Changed changed -> changed.viewers();
      case ToClient.Presence presence -> presence.viewers();
      default -> before;
    };
  }

  private ToClient toClient(RoomMessage message) {
    return ToClient.of(message, viewers(), clock.instant());
  }

  private ToClient snapshot(RoomState state) {
    return new ToClient.Snapshot(state, viewers(), clock.instant());
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
