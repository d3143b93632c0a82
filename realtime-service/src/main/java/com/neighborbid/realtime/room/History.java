package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The last messages of one auction and the state after them.
///
/// Invariant: the messages are contiguous by `seq` and the newest one's state is [#state]. So
/// whether somebody's missing messages are all here follows from his position alone.
public final class History {
  private final int capacity;
  private final ArrayDeque<RoomMessage> messages = new ArrayDeque<>();
  private RoomState state;

  /// How a message fits to what is known.
  public enum Fit {
    /// Known already.
    OLD,
    /// The next step; it is part of the history now.
    NEXT,
    /// Something before it is missing; nothing has changed.
    GAP
  }

  /// A history that knows a state, but not how it came about.
  ///
  /// @param capacity most messages kept
  public History(int capacity, RoomState state) {
    this.capacity = capacity;
    this.state = state;
  }

  /// A history of stored messages, oldest first. What lies before a hole is left out.
  ///
  /// @param stored at least one message
  public static History of(int capacity, List<RoomMessage> stored) {
    History history = new History(capacity, stored.getLast().state());
    history.reset(stored);
    return history;
  }

  public RoomState state() {
    return state;
  }

  public long seq() {
    return state.seq();
  }

  /// Takes a message if it is the next one.
  public Fit offer(RoomMessage message) {
    long seq = message.state().seq();
    if (seq <= seq()) {
      return Fit.OLD;
    }
    if (seq > seq() + 1) {
      return Fit.GAP;
    }
    append(message);
    return Fit.NEXT;
  }

  /// Takes what the store knows beyond this history, and says what that means for those who knew
  /// this history until now.
  ///
  /// @param stored messages in rising order
  public Recovery catchUp(List<RoomMessage> stored) {
    if (stored.isEmpty() || stored.getLast().state().seq() <= seq()) {
      return new Recovery.Nothing();
    }
    List<RoomMessage> tail = contiguousEnd(stored);
    if (tail.getFirst().state().seq() > seq() + 1) {
      reset(stored);
      return new Recovery.Snapshot(state);
    }
    long known = seq();
    List<RoomMessage> missed = tail.stream().filter(m -> m.state().seq() > known).toList();
    missed.forEach(this::append);
    return new Recovery.Tail(missed);
  }

  /// Goes to a state without knowing how it came about. An older or equal one changes nothing.
  public Recovery jump(RoomState newer) {
    if (newer.seq() <= seq()) {
      return new Recovery.Nothing();
    }
    messages.clear();
    state = newer;
    return new Recovery.Snapshot(newer);
  }

  /// What a viewer needs who has seen everything up to a position. A position beyond the known one
  /// comes from another history, so he starts afresh.
  public Recovery since(long seen) {
    long missing = seq() - seen;
    if (missing == 0) {
      return new Recovery.Nothing();
    }
    if (missing < 0 || missing > messages.size()) {
      return new Recovery.Snapshot(state);
    }
    List<RoomMessage> tail = new ArrayList<>((int) missing);
    Iterator<RoomMessage> newestFirst = messages.descendingIterator();
    for (long i = 0; i < missing; i++) {
      tail.addFirst(newestFirst.next());
    }
    return new Recovery.Tail(tail);
  }

  private void append(RoomMessage message) {
    messages.addLast(message);
    state = message.state();
    if (messages.size() > capacity) {
      messages.removeFirst();
    }
  }

  private void reset(List<RoomMessage> stored) {
    messages.clear();
    contiguousEnd(stored).forEach(this::append);
  }

  /// The longest end of a rising list that has no hole.
  private static List<RoomMessage> contiguousEnd(List<RoomMessage> stored) {
    int start = stored.size() - 1;
    while (start > 0
        && stored.get(start - 1).state().seq() == stored.get(start).state().seq() - 1) {
      start--;
    }
    return stored.subList(start, stored.size());
  }
}
