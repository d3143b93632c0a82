package com.neighborbid.realtime.room;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One auction's room on this instance: subscribe, load, merge, and from then on let nothing slip.
///
/// Public methods may be called from any thread; they only hand over to the room's executor, where
/// all state lives. A message that arrives while something is being loaded waits until it is, so
/// that loading and delivery are merged by `seq` and no order of events can lose or repeat a step.
public final class Room {
  private final long auctionId;
  private final RoomExecutor executor;
  private final RoomSource source;
  private final Chat chat;
  private final Attendance attendance;
  private final RoomSettings settings;
  private final Clock clock;
  private final Consumer<Room> onClosed;

  private final Backlog backlog = new Backlog();
  private @Nullable History history;
  private boolean started;
  private boolean closed;
  private boolean loading;
  private boolean loadAgain;
  private boolean retrying;
  private Instant lastLoad = Instant.MIN;

  /// Nothing is delivered at the moment.
  private boolean away;

  /// The viewers were told that they may be behind, and nothing has shown yet that they are not.
  private boolean delayed;

  /// @param onClosed called when the room has closed itself, after its last viewer has left
  public Room(
      long auctionId,
      RoomExecutor executor,
      RoomSource source,
      ChatSource chatSource,
      Audience audience,
      RoomSettings settings,
      Clock clock,
      Consumer<Room> onClosed) {
    this.auctionId = auctionId;
    this.executor = executor;
    this.source = source;
    this.chat = new Chat(auctionId, executor, chatSource, audience::broadcast);
    this.attendance = new Attendance(audience, chat, clock);
    this.settings = settings;
    this.clock = clock;
    this.onClosed = onClosed;
  }

  public long auctionId() {
    return auctionId;
  }

  /// How many look at it from here.
  public int viewersHere() {
    return attendance.here();
  }

  /// Lets a viewer in as soon as the room knows its state.
  ///
  /// @param since the last position he has seen; empty where he comes for the first time
  /// @param ifClosed called instead where the room has closed itself in the meantime
  public void join(Viewer viewer, OptionalLong since, Runnable ifClosed) {
    executor.execute(
        () -> {
          if (closed) {
            ifClosed.run();
            return;
          }
          start();
          if (history == null) {
            attendance.waitAtTheDoor(viewer, since);
          } else {
            attendance.admit(viewer, since, history, delayed);
          }
        });
  }

  public void leave(Viewer viewer) {
    executor.execute(
        () -> {
          attendance.leave(viewer);
          closeWhenLeft();
        });
  }

  /// Gives a viewer who was left out the newest state.
  public void catchUp(Viewer viewer) {
    executor.execute(
        () -> {
          if (history != null) {
            attendance.catchUp(viewer, history);
          }
        });
  }

  /// The store's position of this room.
  ///
  /// @param stored empty where the store knows nothing of it
  public void compare(OptionalLong stored) {
    executor.execute(
        () -> {
          if (history == null || loading) {
            return;
          }
          if (stored.isEmpty()) {
            if (!clock.instant().isBefore(lastLoad.plus(settings.coldEvery()))) {
              load();
            }
          } else if (stored.getAsLong() > history.seq()) {
            // It is most likely on its way.
            executor.schedule(() -> loadIfBehind(stored.getAsLong()), settings.grace());
          }
        });
  }

  /// Once a second: tells the viewers how many they are, if that has changed.
  ///
  /// @param elsewhere viewers on other instances
  public void presence(int elsewhere) {
    executor.execute(() -> attendance.presence(elsewhere));
  }

  void away() {
    executor.execute(
        () -> {
          away = true;
          if (!delayed) {
            delayed = true;
            attendance.delayed();
          }
        });
  }

  void back() {
    executor.execute(
        () -> {
          away = false;
          if (started) {
            load();
            chat.load();
          }
        });
  }

  private void start() {
    if (started) {
      return;
    }
    started = true;
    away = !source.available();
    delayed = away;
    var _ =
        source
            .subscribe(auctionId, this::message)
            .whenComplete((_, _) -> executor.execute(this::load));
  }

  private void message(byte[] encoded) {
    executor.execute(() -> Encoded.read(auctionId, encoded).ifPresent(this::received));
  }

  private void received(RoomMessage message) {
    if (history == null || loading) {
      backlog.keep(message);
      return;
    }
    switch (history.offer(message)) {
      case OLD -> {}
      case NEXT -> attendance.tell(message);
      case GAP -> {
        backlog.keep(message);
        load();
      }
    }
  }

  private void loadIfBehind(long stored) {
    if (history != null && history.seq() < stored) {
      load();
    }
  }

  private void load() {
    if (closed) {
      return;
    }
    if (loading) {
      loadAgain = true;
      return;
    }
    loading = true;
    lastLoad = clock.instant();
    var _ = source.load(auctionId).thenAcceptAsync(this::loaded, executor);
  }

  private void loaded(Loaded loaded) {
    loading = false;
    History known = history;
    if (known == null) {
      known = first(loaded);
      history = known;
    } else {
      switch (loaded) {
        case Loaded.Stored(List<RoomMessage> messages) -> attendance.tell(known.catchUp(messages));
        case Loaded.Cold(RoomState state) -> attendance.tell(known.jump(state));
        case Loaded.Missing() -> {}
        case Loaded.Unavailable() -> retryLater();
      }
    }
    if (known != null) {
      chat.open();
      backlog.mergeInto(known, attendance);
      sayWhenCaughtUp(known, loaded);
      attendance.admitAll(known, delayed);
      closeWhenLeft();
    }
    if (loadAgain) {
      loadAgain = false;
      load();
    }
  }

  private @Nullable History first(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Stored(List<RoomMessage> messages) -> History.of(settings.history(), messages);
      case Loaded.Cold(RoomState state) -> new History(settings.history(), state);
      case Loaded.Missing() -> {
        attendance.sendAwayAll();
        close();
        yield null;
      }
      case Loaded.Unavailable() -> {
        if (!delayed) {
          delayed = true;
          attendance.delayedAtTheDoor();
        }
        retryLater();
        yield null;
      }
    };
  }

  /// After having been away everybody gets the state as it is, also where nothing was missed: it
  /// says that the delay is over.
  private void sayWhenCaughtUp(History known, Loaded loaded) {
    if (delayed && !away && !(loaded instanceof Loaded.Unavailable)) {
      delayed = false;
      attendance.tellState(known);
    }
  }

  private void retryLater() {
    if (!retrying && (history == null || delayed)) {
      retrying = true;
      executor.schedule(this::retry, settings.retry());
    }
  }

  private void retry() {
    retrying = false;
    if (history == null || (delayed && !away)) {
      load();
    }
  }

  private void closeWhenLeft() {
    if (attendance.isEmpty()) {
      executor.schedule(
          () -> {
            if (attendance.isEmpty()) {
              close();
            }
          },
          settings.linger());
    }
  }

  private void close() {
    if (!closed) {
      closed = true;
      source.unsubscribe(auctionId);
      chat.close();
      onClosed.accept(this);
    }
  }
}
