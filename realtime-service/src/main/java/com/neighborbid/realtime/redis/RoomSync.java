package com.neighborbid.realtime.redis;

import com.neighborbid.realtime.redis.RoomStore.Question;
import com.neighborbid.realtime.redis.RoomStore.Status;
import com.neighborbid.realtime.room.Room;
import com.neighborbid.realtime.room.Rooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Once a beat: says how many viewers are here where that has changed. Every second beat: asks for
/// all rooms how many there are elsewhere and how far the store is, so that a lost last message is
/// noticed.
public final class RoomSync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoomSync.class);
  private static final int ROOMS_AT_ONCE = 1000;

  private final Rooms rooms;
  private final RoomStore store;
  private final BooleanSupplier redisAvailable;
  private final Duration beat;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("room-sync").daemon().factory());

  /// By auction: what Redis was told last. Only used by the one thread.
  private final Map<Long, Integer> told = new HashMap<>();

  private final Map<Long, Integer> elsewhere = new HashMap<>();
  private boolean all;

  public RoomSync(Rooms rooms, RoomStore store, BooleanSupplier redisAvailable, Duration beat) {
    this.rooms = rooms;
    this.store = store;
    this.redisAvailable = redisAvailable;
    this.beat = beat;
  }

  public void start() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      all = !all;
      Map<Long, Room> open = new LinkedHashMap<>();
      rooms.all().forEach(room -> open.put(room.auctionId(), room));
      if (redisAvailable.getAsBoolean()) {
        exchange(open);
      }
      elsewhere.keySet().retainAll(open.keySet());
      open.forEach((auctionId, room) -> room.presence(elsewhere.getOrDefault(auctionId, 0)));
    } catch (JedisException e) {
      log.debug("Redis is away: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("Comparing rooms with Redis failed", e);
    }
  }

  private void exchange(Map<Long, Room> open) {
    Map<Long, Question> questions = new LinkedHashMap<>();
    told.keySet().stream()
        .filter(auctionId -> !open.containsKey(auctionId))
        .forEach(auctionId -> questions.put(auctionId, new Question(0, false)));
    open.forEach(
        (auctionId, room) -> {
          int here = room.viewersHere();
          if (all || here != told.getOrDefault(auctionId, 0)) {
            questions.put(auctionId, new Question(here, all));
          }
        });
    List<Long> ids = new ArrayList<>(questions.keySet());
    for (int from = 0; from < ids.size(); from += ROOMS_AT_ONCE) {
      Map<Long, Question> some = new LinkedHashMap<>(questions);
      some.keySet()
          .retainAll(Set.copyOf(ids.subList(from, Math.min(ids.size(), from + ROOMS_AT_ONCE))));
      Map<Long, Status> statuses = store.exchange(some);
      some.forEach(
          (auctionId, question) -> {
            Status status = statuses.get(auctionId);
            if (status != null) {
              answered(auctionId, question, status, open);
            }
          });
    }
  }

  private void answered(long auctionId, Question question, Status status, Map<Long, Room> open) {
    Room room = open.get(auctionId);
    if (room == null) {
      told.remove(auctionId);
      return;
    }
    told.put(auctionId, question.viewersHere());
    elsewhere.put(auctionId, Math.max(0, status.viewers() - question.viewersHere()));
    if (question.position()) {
      room.compare(status.seq());
    }
  }

  /// Takes the viewers of this instance out of the count.
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(2, TimeUnit.SECONDS) && !told.isEmpty()) {
        Map<Long, Question> nobody = new HashMap<>();
        told.keySet().forEach(auctionId -> nobody.put(auctionId, new Question(0, false)));
        store.exchange(nobody);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (JedisException e) {
      log.debug("Redis is away: {}", e.getMessage());
    }
  }
}
