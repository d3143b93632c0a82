package com.neighborbid.realtime.support;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol;

/// Auction-service's side of Redis: stores a step and publishes it, in one atomic script.
public final class Engine implements AutoCloseable {
  public static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = Instant.parse("2099-03-01T10:00:00Z");
  private static final AtomicLong IDS = new AtomicLong(ProcessHandle.current().pid() * 1000L);

  private static final byte[] SCRIPT = script();

  private final JedisPooled redis;

  public Engine(String address) {
    redis = new JedisPooled(HostAndPort.from(address));
  }

  private static byte[] script() {
    try (InputStream in = RoomMessage.class.getResourceAsStream("/redis/publish_room.lua")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An auction that no other test uses.
  public static long newAuction() {
    return IDS.incrementAndGet();
  }

  public static RoomState state(long auctionId, long seq) {
    return new RoomState(
        auctionId,
        seq,
        RoomState.Status.ACTIVE,
        seq * 1000,
        seq == 0 ? null : "bidder" + seq,
        (seq + 1) * 1000,
        END);
  }

  public static RoomMessage bid(long auctionId, long seq) {
    return new RoomMessage.Updated(state(auctionId, seq), new UUID(0, seq), AT);
  }

  /// A bid step, stored and published.
  public void publish(long auctionId, long seq) {
    publish(bid(auctionId, seq));
  }

  public void publish(RoomMessage message) {
    step(message, Topics.roomChannel(message.state().auctionId()));
  }

  /// A bid step whose publication gets lost.
  public void storeOnly(long auctionId, long seq) {
    step(bid(auctionId, seq), "lost");
  }

  private void step(RoomMessage message, String channel) {
    long auctionId = message.state().auctionId();
    redis.eval(
        SCRIPT,
        List.of(
            ("{auction:" + auctionId + "}:head").getBytes(StandardCharsets.UTF_8),
            ("{auction:" + auctionId + "}:history").getBytes(StandardCharsets.UTF_8)),
        List.of(
            channel.getBytes(StandardCharsets.UTF_8),
            "128".getBytes(StandardCharsets.UTF_8),
            "3600".getBytes(StandardCharsets.UTF_8),
            Long.toString(message.state().seq()).getBytes(StandardCharsets.UTF_8),
            RoomMessageCodec.encode(message)));
  }

  /// Published without being stored.
  public void publishOnly(RoomMessage message) {
    redis.publish(
        Topics.roomChannel(message.state().auctionId()).getBytes(StandardCharsets.UTF_8),
        RoomMessageCodec.encode(message));
  }

  public void answer(String instance, BidOutcome outcome) {
    redis.publish(
        Topics.answerChannel(instance).getBytes(StandardCharsets.UTF_8),
        ContractJson.write(outcome));
  }

  public void personal(long userId, PersonalMessage message) {
    redis.publish(
        Topics.userChannel(userId).getBytes(StandardCharsets.UTF_8), ContractJson.write(message));
  }

  public long subscribers(String channel) {
    List<?> answer = (List<?>) redis.sendCommand(Protocol.Command.PUBSUB, "NUMSUB", channel);
    return (Long) answer.get(1);
  }

  public JedisPooled redis() {
    return redis;
  }

  @Override
  public void close() {
    redis.close();
  }
}
