package com.neighborbid.realtime.room;

import java.time.Duration;
import java.util.concurrent.Executor;

/// The one thread of a room: tasks run one after the other, in the order they were handed over.
public interface RoomExecutor extends Executor {
  void schedule(Runnable task, Duration delay);
}
