package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ChatMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A chat whose every answer the test gives.
final class FakeChatSource implements ChatSource {
  Consumer<ChatNews> feed;
  boolean subscribed;
  final CompletableFuture<Void> confirmation = new CompletableFuture<>();
  final ArrayDeque<CompletableFuture<List<ChatMessage>>> loads = new ArrayDeque<>();

  @Override
  public CompletableFuture<Void> subscribe(long auctionId, Consumer<ChatNews> news) {
    feed = news;
    subscribed = true;
    return confirmation;
  }

  @Override
  public void unsubscribe(long auctionId) {
    subscribed = false;
  }

  @Override
  public CompletableFuture<List<ChatMessage>> recent(long auctionId) {
    CompletableFuture<List<ChatMessage>> load = new CompletableFuture<>();
    loads.add(load);
    return load;
  }
}
