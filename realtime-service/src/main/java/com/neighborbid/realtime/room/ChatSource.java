package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ChatMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Where a room's chat comes from. No call blocks; futures may complete on any thread.
public interface ChatSource {
  /// Most messages that somebody is told who comes.
  int RECENT = 50;

  /// Starts to deliver what is said in an auction's room.
  ///
  /// @return completes when everything later will be delivered; fails where the source is away,
  ///   which then subscribes by itself when it is back
  CompletableFuture<Void> subscribe(long auctionId, Consumer<ChatNews> news);

  void unsubscribe(long auctionId);

  /// What was said last, at most [#RECENT] messages, oldest first; fails where the source is away.
  CompletableFuture<List<ChatMessage>> recent(long auctionId);
}
