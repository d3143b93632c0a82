package com.neighborbid.realtime.room;

import static com.neighborbid.realtime.support.Engine.bid;
import static com.neighborbid.realtime.support.Engine.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.realtime.protocol.ChatMessage;
import com.neighborbid.realtime.protocol.ToClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every order of subscribing, loading, publishing and losing, without threads.
class RoomTest {
  private static final long AUCTION = 1;
  private static final RoomSettings SETTINGS =
      new RoomSettings(
          8,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(10));

  private final ManualExecutor executor = new ManualExecutor();
  private final FakeSource source = new FakeSource();
  private final FakeChatSource chat = new FakeChatSource();
  private final List<String> told = new ArrayList<>();
  private final List<Room> closedRooms = new ArrayList<>();
  private final Room room =
      new Room(
          AUCTION,
          executor,
          source,
          chat,
          new RecordingAudience(),
          SETTINGS,
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          closedRooms::add);

  private static final class FakeSource implements RoomSource {
    boolean available = true;
    int subscribed;
    int unsubscribed;
    Consumer<byte[]> feed;
    CompletableFuture<Void> confirmation = new CompletableFuture<>();
    final ArrayDeque<CompletableFuture<Loaded>> loads = new ArrayDeque<>();

    @Override
    public boolean available() {
      return available;
    }

    @Override
    public CompletableFuture<Void> subscribe(long auctionId, Consumer<byte[]> messages) {
      subscribed++;
      feed = messages;
      return confirmation;
    }

    @Override
    public void unsubscribe(long auctionId) {
      unsubscribed++;
    }

    @Override
    public CompletableFuture<Loaded> load(long auctionId) {
      CompletableFuture<Loaded> load = new CompletableFuture<>();
      loads.add(load);
      return load;
    }
  }

  private final class RecordingAudience implements Audience {
    @Override
    public void add(Viewer viewer, List<ToClient> first) {
      told.add(viewer + " in" + String.join(",", first.stream().map(RoomTest::words).toList()));
    }

    @Override
    public void remove(Viewer viewer) {
      told.add(viewer + " out");
    }

    @Override
    public void catchUp(Viewer viewer, ToClient snapshot) {
      told.add(viewer + " catches up" + words(snapshot));
    }

    @Override
    public void broadcast(ToClient message) {
      told.add("all" + words(message));
    }
  }

  private static String words(ToClient message) {
    return switch (message) {
      case ToClient.Snapshot snapshot -> " snapshot " + snapshot.state().seq();
      case ToClient.Update update -> " update " + update.state().seq();
      case ToClient.Presence presence -> " presence " + presence.viewers();
      case ToClient.Delayed() -> " delayed";
      case ToClient.Chat(ChatMessage said) -> " chat " + said.text();
      default -> " " + message;
    };
  }

  private Viewer viewer(String name) {
    return new Viewer() {
      @Override
      public void tell(ToClient message) {
        told.add(name + words(message));
      }

      @Override
      public void noSuchRoom() {
        told.add(name + " sent away");
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  private void join(Viewer viewer, OptionalLong since) {
    room.join(viewer, since, () -> told.add(viewer + " again"));
    executor.run();
  }

  private Viewer join(String name) {
    Viewer viewer = viewer(name);
    join(viewer, OptionalLong.empty());
    return viewer;
  }

  private void publish(long... seqs) {
    for (long seq : seqs) {
      source.feed.accept(RoomMessageCodec.encode(bid(AUCTION, seq)));
    }
    executor.run();
  }

  private void confirm() {
    source.confirmation.complete(null);
    executor.run();
  }

  private void load(Loaded loaded) {
    source.loads.remove().complete(loaded);
    executor.run();
  }

  private static Loaded stored(long... seqs) {
    List<RoomMessage> messages = new ArrayList<>();
    for (long seq : seqs) {
      messages.add(bid(AUCTION, seq));
    }
    return new Loaded.Stored(messages);
  }

  private Viewer live(long seq) {
    Viewer viewer = join("ann");
    confirm();
    load(stored(seq));
    told.clear();
    return viewer;
  }

  @Test
  void loadsOnlyWhenTheSubscriptionIsConfirmed() {
    join("ann");
    assertThat(source.loads).isEmpty();
    confirm();
    load(stored(4, 5));
    assertThat(told).containsExactly("ann in snapshot 5");
  }

  @Test
  void mergesWhatWasPublishedWhileItLoaded() {
    join("ann");
    publish(5);
    confirm();
    publish(6, 7);
    load(stored(5, 6));
    publish(8);
    assertThat(told).containsExactly("all update 7", "ann in snapshot 7", "all update 8");
  }

  @Test
  void letsWhoComesBackInWithWhatHeMissed() {
    join(viewer("ann"), OptionalLong.of(3));
    join(viewer("bob"), OptionalLong.of(5));
    join(viewer("eve"), OptionalLong.of(1));
    confirm();
    load(stored(3, 4, 5));
    assertThat(told).containsExactly("ann in update 4, update 5", "bob in", "eve in snapshot 5");
  }

  @Test
  void repairsAGapBeforeGoingOn() {
    live(1);
    publish(3);
    publish(4);
    assertThat(told).isEmpty();
    load(stored(1, 2, 3));
    assertThat(told).containsExactly("all update 2", "all update 3", "all update 4");
  }

  @Test
  void showsTheNewestStateWhereTheStoreKnowsLessThanWhatArrived() {
    live(1);
    publish(5, 6);
    load(stored(1, 2));
    assertThat(told).containsExactly("all update 2", "all snapshot 6");
    publish(7);
    assertThat(told).last().isEqualTo("all update 7");
  }

  @Test
  void showsTheNewestStateWhereTheStoreIsAwayDuringAGap() {
    live(1);
    publish(5);
    load(new Loaded.Unavailable());
    assertThat(told).containsExactly("all snapshot 5");
  }

  @Test
  void looksAgainWhenAnotherLoadWasWantedMeanwhile() {
    live(1);
    publish(3);
    room.back();
    executor.run();
    load(stored(1, 2, 3));
    assertThat(source.loads).hasSize(1);
    load(stored(1, 2, 3, 4));
    assertThat(told).containsExactly("all update 2", "all update 3", "all update 4");
  }

  @Test
  void sendsAwayWhereThereIsNoRoom() {
    join("ann");
    confirm();
    load(new Loaded.Missing());
    assertThat(told).containsExactly("ann sent away");
    assertThat(source.unsubscribed).isEqualTo(1);
    assertThat(closedRooms).containsExactly(room);
    join("bob");
    assertThat(told).last().isEqualTo("bob again");
  }

  @Test
  void asksAgainWhereNobodyCouldBeReached() {
    join("ann");
    confirm();
    load(new Loaded.Unavailable());
    assertThat(told).containsExactly("ann delayed");
    executor.runScheduled();
    load(new Loaded.Cold(state(AUCTION, 2)));
    assertThat(told).containsExactly("ann delayed", "all snapshot 2", "ann in snapshot 2");
  }

  @Test
  void tellsOnceThatItIsDelayedAndWhenItHasCaughtUp() {
    live(1);
    room.away();
    room.away();
    executor.run();
    assertThat(told).containsExactly("all delayed");
    told.clear();
    room.back();
    executor.run();
    load(stored(1, 2));
    assertThat(told).containsExactly("all update 2", "all snapshot 2");
  }

  @Test
  void keepsAskingWhereTheStoreIsBackButCannotBeRead() {
    live(1);
    room.away();
    room.back();
    executor.run();
    told.clear();
    load(new Loaded.Unavailable());
    assertThat(told).isEmpty();
    executor.runScheduled();
    load(stored(1));
    assertThat(told).containsExactly("all snapshot 1");
  }

  @Test
  void tellsWhoComesWhileNothingIsDelivered() {
    source.available = false;
    join("ann");
    source.confirmation.completeExceptionally(new IllegalStateException("away"));
    executor.run();
    load(new Loaded.Cold(state(AUCTION, 2)));
    assertThat(told).containsExactly("ann in snapshot 2, delayed");
  }

  @Test
  void loadsWhatTheStoreHasMoreUnlessItArrivesInTime() {
    live(1);
    room.compare(OptionalLong.of(2));
    executor.run();
    publish(2);
    executor.runScheduled();
    assertThat(source.loads).isEmpty();
    room.compare(OptionalLong.of(3));
    executor.run();
    executor.runScheduled();
    load(stored(1, 2, 3));
    assertThat(told).containsExactly("all update 2", "all update 3");
  }

  @Test
  void ignoresAStoreThatIsBehind() {
    live(5);
    room.compare(OptionalLong.of(4));
    executor.run();
    executor.runScheduled();
    assertThat(source.loads).isEmpty();
  }

  @Test
  void countsViewersAndTellsOnlyChanges() {
    Viewer ann = live(1);
    join("bob");
    told.clear();
    Stream.of(3, 3, 0).forEach(elsewhere -> room.presence(elsewhere));
    executor.run();
    assertThat(told).containsExactly("all presence 5", "all presence 2");
    room.leave(ann);
    room.leave(ann);
    executor.run();
    assertThat(room.viewersHere()).isEqualTo(1);
    assertThat(told).containsExactly("all presence 5", "all presence 2", "ann out");
  }

  /// Once somebody came back while three others were still on their way to this instance: when
  /// these had come it was told to nobody, because the number was the one that had been told last.
  @Test
  void tellsTheNumberToWhoeverKnowsItOtherwiseThoughItIsTheSameAgain() {
    live(1);
    tellPresence(3);
    join("bob");
    tellPresence(2);
    join(viewer("cid"), OptionalLong.of(1));
    tellPresence(1);
    tellPresence(1);
    assertThat(told.stream().filter(words -> words.contains("presence")))
        .containsExactly("all presence 4", "bob presence 4", "cid presence 4");
  }

  private void tellPresence(int elsewhere) {
    room.presence(elsewhere);
    executor.run();
  }

  @Test
  void countsACrowdInThreeDigits() {
    live(1);
    Stream.of(998, 999, 1_008, 1_009, 123_455, 123_998).forEach(room::presence);
    executor.run();
    assertThat(told)
        .containsExactly(
            "all presence 999", "all presence 1000", "all presence 1010", "all presence 123000");
  }

  @Test
  void closesAWhileAfterTheLastViewerHasLeft() {
    Viewer ann = live(1);
    room.leave(ann);
    executor.run();
    assertThat(source.unsubscribed).isZero();
    Viewer bob = join("bob");
    executor.runScheduled();
    assertThat(source.unsubscribed).isZero();
    room.leave(bob);
    executor.run();
    executor.runScheduled();
    assertThat(source.unsubscribed).isEqualTo(1);
    assertThat(closedRooms).containsExactly(room);
  }

  @Test
  void tellsWhoComesWhatWasSaidAfterTheState() {
    live(1);
    chat.confirmation.complete(null);
    executor.run();
    ChatMessage message = new ChatMessage(new UUID(0, 1), AUCTION, "mina", "hi", Instant.EPOCH);
    chat.loads.poll().complete(List.of(message));
    executor.run();
    assertThat(told).containsExactly("all chat hi");
    told.clear();
    join("bob");
    assertThat(told).containsExactly("bob in snapshot 1, chat hi");
    room.back();
    executor.run();
    assertThat(chat.loads).hasSize(1);
  }

  @Test
  void hearsNoChatAnyMoreWhenItIsClosed() {
    Viewer ann = live(1);
    assertThat(chat.subscribed).isTrue();
    room.leave(ann);
    executor.run();
    executor.runScheduled();
    assertThat(chat.subscribed).isFalse();
  }

  @Test
  void bringsASlowViewerUpToDate() {
    Viewer ann = live(1);
    publish(2);
    room.catchUp(ann);
    room.catchUp(viewer("stranger"));
    executor.run();
    assertThat(told).containsExactly("all update 2", "ann catches up snapshot 2");
  }

  @Test
  void passesOverWhatItCannotRead() {
    live(1);
    source.feed.accept(new byte[] {'?', '{'});
    executor.run();
    publish(2);
    assertThat(told).containsExactly("all update 2");
  }
}
