package com.neighborbid.realtime.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Runs tasks when the test says so.
final class ManualExecutor implements RoomExecutor {
  final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  final List<Runnable> scheduled = new ArrayList<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    scheduled.add(task);
  }

  void run() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  void runScheduled() {
    List<Runnable> due = List.copyOf(scheduled);
    scheduled.clear();
    due.forEach(this::execute);
    run();
  }
}
