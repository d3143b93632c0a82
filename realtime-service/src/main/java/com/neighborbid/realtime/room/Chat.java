package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ChatMessage;
import com.neighborbid.realtime.protocol.ToClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The chat of one room on this instance: what was said last, kept for those who come, and told to
/// those who are there. Lives on the room's executor.
///
/// News that arrive while the store is being read wait until it is, so that reading and delivery
/// are merged by the messages' ids.
final class Chat {
  private final long auctionId;
  private final RoomExecutor executor;
  private final ChatSource source;
  private final Consumer<ToClient> audience;
  private final List<ChatNews> waiting = new ArrayList<>();
  private Map<UUID, ChatMessage> recent = new LinkedHashMap<>();
  private boolean open;
  private boolean loading;
  private boolean loadAgain;

  /// The store could not be read, so something may be missing here.
  private boolean behind;

  Chat(long auctionId, RoomExecutor executor, ChatSource source, Consumer<ToClient> audience) {
    this.auctionId = auctionId;
    this.executor = executor;
    this.source = source;
    this.audience = audience;
  }

  /// Listens, and reads what was said before; once.
  void open() {
    if (open) {
      return;
    }
    open = true;
    var _ =
        source
            .subscribe(auctionId, news -> executor.execute(() -> heard(news)))
            .whenComplete((_, _) -> executor.execute(this::load));
  }

  void close() {
    if (open) {
      open = false;
      source.unsubscribe(auctionId);
    }
  }

  /// Everything is delivered again; what was said meanwhile has to be looked up.
  void load() {
    if (!open) {
      return;
    }
    if (loading) {
      loadAgain = true;
      return;
    }
    loading = true;
    var _ =
        source
            .recent(auctionId)
            .whenCompleteAsync(
                (stored, failure) -> loaded(failure == null ? stored : null), executor);
  }

  /// What somebody who comes is told.
  List<ToClient> forNewcomer() {
    if (behind) {
      load();
    }
    List<ToClient> messages = new ArrayList<>(recent.size());
    recent.values().forEach(message -> messages.add(new ToClient.Chat(message)));
    return messages;
  }

  private void heard(ChatNews news) {
    if (loading) {
      waiting.add(news);
    } else {
      happened(news);
    }
  }

  private void happened(ChatNews news) {
    switch (news) {
      case ChatNews.Said(ChatMessage message) -> {
        if (recent.putIfAbsent(message.id(), message) == null) {
          if (recent.size() > ChatSource.RECENT) {
            recent.remove(recent.keySet().iterator().next());
          }
          audience.accept(new ToClient.Chat(message));
        }
      }
      // Also where it is not among the last: a viewer may still see it.
      case ChatNews.Removed(UUID id) -> {
        recent.remove(id);
        audience.accept(new ToClient.ChatRemoved(auctionId, id));
      }
    }
  }

  /// @param stored null where the store could not be read
  private void loaded(@Nullable List<ChatMessage> stored) {
    loading = false;
    behind = stored == null;
    Set<UUID> told = new HashSet<>();
    if (stored != null) {
      merge(stored);
      told.addAll(recent.keySet());
    }
    for (ChatNews news : waiting) {
      if (!(news instanceof ChatNews.Said(ChatMessage message)) || told.add(message.id())) {
        happened(news);
      }
    }
    waiting.clear();
    if (loadAgain) {
      loadAgain = false;
      load();
    }
  }

  /// What the store has no more was removed or is too old; of a full store's answer only what stood
  /// between messages that are still there.
  private void merge(List<ChatMessage> stored) {
    Map<UUID, ChatMessage> before = recent;
    recent = new LinkedHashMap<>();
    stored.forEach(message -> recent.put(message.id(), message));
    boolean covered = stored.size() < ChatSource.RECENT;
    for (UUID id : before.keySet()) {
      if (recent.containsKey(id)) {
        covered = true;
      } else if (covered) {
        audience.accept(new ToClient.ChatRemoved(auctionId, id));
      }
    }
    for (ChatMessage message : stored) {
      if (!before.containsKey(message.id())) {
        audience.accept(new ToClient.Chat(message));
      }
    }
  }
}
