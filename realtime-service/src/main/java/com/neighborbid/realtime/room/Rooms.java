package com.neighborbid.realtime.room;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// The rooms that are open here. Safe for use by any thread.
public final class Rooms {
  private final ConcurrentHashMap<Long, Room> open = new ConcurrentHashMap<>();
  private final Factory factory;

  /// Makes a room that is not open yet.
  @FunctionalInterface
  public interface Factory {
    /// @param rooms to be told when it has closed itself
    Room room(long auctionId, Rooms rooms);
  }

  public Rooms(Factory factory) {
    this.factory = factory;
  }

  /// Lets a viewer in, now or when the room is ready.
  ///
  /// @param since the last position he has seen; empty where he comes for the first time
  public void join(long auctionId, Viewer viewer, OptionalLong since) {
    Room room = open.computeIfAbsent(auctionId, id -> factory.room(id, this));
    room.join(
        viewer,
        since,
        () -> {
          open.remove(auctionId, room);
          join(auctionId, viewer, since);
        });
  }

  public void leave(long auctionId, Viewer viewer) {
    Room room = open.get(auctionId);
    if (room != null) {
      room.leave(viewer);
    }
  }

  /// Gives a viewer who was left out the newest state.
  public void catchUp(long auctionId, Viewer viewer) {
    Room room = open.get(auctionId);
    if (room != null) {
      room.catchUp(viewer);
    }
  }

  /// Forgets a room that has closed itself.
  public void closed(Room room) {
    open.remove(room.auctionId(), room);
  }

  /// Nothing is delivered until further notice.
  public void away() {
    open.values().forEach(Room::away);
  }

  /// Everything is delivered again from now on; what was published meanwhile has to be looked up.
  public void back() {
    open.values().forEach(Room::back);
  }

  public Collection<Room> all() {
    return open.values();
  }

  public int size() {
    return open.size();
  }
}
