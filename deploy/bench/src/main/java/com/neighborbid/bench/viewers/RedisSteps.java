package com.neighborbid.bench.viewers;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import com.neighborbid.common.lane.RoomScript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// Publishes steps of one room as the engine does, by the same script with contiguous positions,
/// without anybody bidding. Only for auctions that nobody bids on.
public final class RedisSteps implements Steps, AutoCloseable {
  /// As many as the engine decides at once when it is busy.
  private static final int MOST_AT_ONCE = 64;

  private static final String BIDDER = "bench.bidder0.mhabcdef";
  private static final String HASH =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private final Jedis redis;
  private final long auctionId;
  private final byte[] script;
  private final Instant endsAt = Instant.now().plus(Duration.ofHours(12));
  private long seq;

  /// @param port of Redis
  public RedisSteps(int port, long auctionId) {
    this.redis = new Jedis("127.0.0.1", port);
    this.auctionId = auctionId;
    this.script = new RoomScript().load(redis);
    String head = redis.hget("{auction:" + auctionId + "}:head", "seq");
    this.seq = head == null ? 0 : Long.parseLong(head);
  }

  /// The step published last.
  public long seq() {
    return seq;
  }

  @Override
  public void offer(int count) {
    int left = count;
    while (left > 0) {
      int now = Math.min(left, MOST_AT_ONCE);
      publish(now);
      left -= now;
    }
  }

  private void publish(int count) {
    List<ToRoom> steps = new ArrayList<>(count);
    Instant at = Instant.now();
    for (int i = 0; i < count; i++) {
      seq++;
      RoomState state =
          new RoomState(
              auctionId,
              seq,
              RoomState.Status.ACTIVE,
              seq + 1_000,
              BIDDER,
              seq + 1_001,
              endsAt,
              HASH);
      byte[] payload =
          RoomMessageCodec.encode(new RoomMessage.Updated(state, new UUID(seq, auctionId), at));
      steps.add(new ToRoom(auctionId, seq, payload));
    }
    try (Pipeline pipeline = redis.pipelined()) {
      Response<Object> published = RoomScript.call(pipeline, script, steps);
      pipeline.sync();
      if (!(published.get() instanceof Long result) || result == 0) {
        throw new IllegalStateException("the room did not take step " + seq);
      }
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
