package com.neighborbid.realtime.redis;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.room.ColdRooms;
import com.neighborbid.realtime.room.Loaded;
import com.neighborbid.realtime.room.RoomSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisException;

/// Rooms learn from Redis, and from the cold state where Redis knows nothing or is away.
public final class RedisRoomSource implements RoomSource {
  private static final long LONGEST_CONFIRMATION_MS = 1000;

  private final Subscriber subscriber;
  private final RoomStore store;
  private final ColdRooms coldRooms;
  private final Executor blocking;

  /// @param blocking runs what blocks
  public RedisRoomSource(
      Subscriber subscriber, RoomStore store, ColdRooms coldRooms, Executor blocking) {
    this.subscriber = subscriber;
    this.store = store;
    this.coldRooms = coldRooms;
    this.blocking = blocking;
  }

  @Override
  public boolean available() {
    return subscriber.available();
  }

  @Override
  public CompletableFuture<Void> subscribe(long auctionId, Consumer<byte[]> messages) {
    return subscriber
        .subscribe(Topics.roomChannel(auctionId), messages)
        .orTimeout(LONGEST_CONFIRMATION_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void unsubscribe(long auctionId) {
    subscriber.unsubscribe(Topics.roomChannel(auctionId));
  }

  @Override
  public CompletableFuture<Loaded> load(long auctionId) {
    return CompletableFuture.supplyAsync(() -> loadNow(auctionId), blocking)
        .exceptionally(_ -> new Loaded.Unavailable());
  }

  private Loaded loadNow(long auctionId) {
    List<RoomMessage> messages;
    try {
      messages = store.messages(auctionId);
    } catch (JedisException _) {
      return coldRooms.load(auctionId);
    }
    return messages.isEmpty() ? coldRooms.load(auctionId) : new Loaded.Stored(messages);
  }
}
