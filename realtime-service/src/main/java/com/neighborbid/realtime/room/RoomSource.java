package com.neighborbid.realtime.room;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Where rooms learn what happens. No call blocks; futures may complete on any thread.
public interface RoomSource {
  /// Whether everything that was subscribed is being delivered. A change is told through
  /// [Rooms#away] or [Rooms#back] after this has changed.
  boolean available();

  /// Starts to deliver an auction's encoded messages.
  ///
  /// @return completes when every later message will be delivered; fails where the source is away
  ///   or silent, which then subscribes by itself when it is back
  CompletableFuture<Void> subscribe(long auctionId, Consumer<byte[]> messages);

  void unsubscribe(long auctionId);

  /// What is known outside. Never fails: not reaching anybody is a value.
  CompletableFuture<Loaded> load(long auctionId);
}
