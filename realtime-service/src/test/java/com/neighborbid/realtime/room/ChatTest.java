package com.neighborbid.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.realtime.protocol.ChatMessage;
import com.neighborbid.realtime.protocol.ToClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every order of subscribing, reading the store, saying and removing, without threads.
class ChatTest {
  private static final long AUCTION = 1;

  private final ManualExecutor executor = new ManualExecutor();
  private final FakeChatSource source = new FakeChatSource();
  private final List<String> told = new ArrayList<>();
  private final Chat chat =
      new Chat(AUCTION, executor, source, message -> told.add(words(message)));

  @BeforeEach
  void open() {
    chat.open();
    source.confirmation.complete(null);
    executor.run();
  }

  private static String words(ToClient message) {
    return switch (message) {
      case ToClient.Chat(ChatMessage said) -> said.text();
      case ToClient.ChatRemoved(long _, UUID id) -> "-" + id.getLeastSignificantBits();
      default -> throw new AssertionError(message);
    };
  }

  private static ChatMessage message(int number) {
    return new ChatMessage(
        new UUID(0, number), AUCTION, "mina", "" + number, Instant.ofEpochSecond(number));
  }

  private static List<ChatMessage> messages(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(ChatTest::message).toList();
  }

  private void said(int number) {
    source.feed.accept(new ChatNews.Said(message(number)));
    executor.run();
  }

  private void removed(int number) {
    source.feed.accept(new ChatNews.Removed(new UUID(0, number)));
    executor.run();
  }

  private void stored(List<ChatMessage> messages) {
    source.loads.poll().complete(messages);
    executor.run();
  }

  private List<String> newcomer() {
    return chat.forNewcomer().stream().map(ChatTest::words).toList();
  }

  @Test
  void tellsWhatIsStoredToThoseWhoAreThereAlready() {
    stored(messages(1, 2));
    assertThat(told).containsExactly("1", "2");
    assertThat(newcomer()).containsExactly("1", "2");
  }

  @Test
  void mergesWhatIsSaidWhileTheStoreIsRead() {
    said(2);
    said(3);
    assertThat(told).isEmpty();
    stored(messages(1, 2));
    assertThat(told).containsExactly("1", "2", "3");
    assertThat(newcomer()).containsExactly("1", "2", "3");
  }

  @Test
  void keepsTheLastFiftyForNewcomers() {
    stored(List.of());
    IntStream.rangeClosed(1, 60).forEach(this::said);
    assertThat(told).hasSize(60);
    assertThat(newcomer()).hasSize(50).startsWith("11").endsWith("60");
  }

  @Test
  void tellsTheSameMessageOnce() {
    stored(List.of());
    said(1);
    said(1);
    assertThat(told).containsExactly("1");
  }

  @Test
  void takesAwayWhatIsRemoved() {
    stored(messages(1, 3));
    told.clear();
    removed(2);
    assertThat(told).containsExactly("-2");
    assertThat(newcomer()).containsExactly("1", "3");
  }

  @Test
  void takesAwayWhatIsRemovedWhileTheStoreIsRead() {
    removed(2);
    stored(messages(1, 3));
    assertThat(told).containsExactly("1", "2", "3", "-2");
    assertThat(newcomer()).containsExactly("1", "3");
  }

  @Test
  void findsOutWhatItMissed() {
    stored(messages(1, 4));
    told.clear();
    chat.load();
    stored(List.of(message(2), message(4), message(5)));
    assertThat(told).containsExactly("-1", "-3", "5");
    assertThat(newcomer()).containsExactly("2", "4", "5");
  }

  @Test
  void takesNothingAwayThatOnlyMadeRoom() {
    stored(messages(1, 50));
    told.clear();
    chat.load();
    List<ChatMessage> newer = new ArrayList<>(messages(3, 53));
    newer.remove(message(10));
    stored(newer);
    assertThat(told).containsExactly("-10", "51", "52", "53");
  }

  @Test
  void repeatsNothingAfterAFloodWhileTheStoreIsRead() {
    IntStream.rangeClosed(1, 60).forEach(this::said);
    stored(messages(11, 60));
    assertThat(told).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void asksNothingAnyMoreWhenItIsClosed() {
    stored(List.of());
    chat.close();
    chat.load();
    assertThat(source.loads).isEmpty();
    assertThat(source.subscribed).isFalse();
  }

  @Test
  void findsOutThatEverythingIsGone() {
    stored(messages(1, 2));
    told.clear();
    chat.load();
    stored(List.of());
    assertThat(told).containsExactly("-1", "-2");
    assertThat(newcomer()).isEmpty();
  }

  @Test
  void goesOnWithWhatItKnowsWhereTheStoreIsAway() {
    stored(messages(1, 1));
    chat.load();
    said(2);
    fail();
    assertThat(told).containsExactly("1", "2");
    assertThat(newcomer()).containsExactly("1", "2"); // and it asks again
    stored(messages(1, 3));
    assertThat(told).containsExactly("1", "2", "3");
  }

  @Test
  void readsTheStoreAgainWhereSomethingHappenedMeanwhile() {
    chat.load();
    stored(messages(1, 1));
    stored(messages(1, 2));
    assertThat(told).containsExactly("1", "2");
    assertThat(source.loads).isEmpty();
  }

  private void fail() {
    CompletableFuture<List<ChatMessage>> load = source.loads.poll();
    load.completeExceptionally(new IllegalStateException("away"));
    executor.run();
  }
}
