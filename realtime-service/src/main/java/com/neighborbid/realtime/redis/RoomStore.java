package com.neighborbid.realtime.redis;

import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.realtime.room.Encoded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/// What Redis keeps beside the channels: the last messages of every room, written together with
/// their publication by auction-service, and how many viewers each instance has.
///
/// Keys: `{auction:<id>}:head` (hash: `seq`, `last`), `{auction:<id>}:history` (list, newest last),
/// `{auction:<id>}:viewers` (hash: instance → count and expiry). Every call blocks.
public final class RoomStore {
  private static final byte[] LAST = "last".getBytes(StandardCharsets.UTF_8);
  private static final String PRESENCE_SCRIPT = Scripts.read("presence.lua");
  private static final String PRESENCE_SHA = sha1(PRESENCE_SCRIPT);

  private final JedisPooled redis;
  private final String instance;
  private final long presenceTtlMs;

  /// @param instance whose viewers are counted here
  /// @param presenceTtlMs after which an instance that is not heard of has no viewers
  public RoomStore(JedisPooled redis, String instance, long presenceTtlMs) {
    this.redis = redis;
    this.instance = instance;
    this.presenceTtlMs = presenceTtlMs;
  }

  /// What is known of one room.
  ///
  /// @param seq position of its last message; empty where nothing is known, or was not asked
  /// @param viewers on all instances
  public record Status(OptionalLong seq, int viewers) {}

  /// What to ask of one room.
  ///
  /// @param viewersHere to be told
  /// @param position whether the position is wanted
  public record Question(int viewersHere, boolean position) {}

  /// The last messages of a room in rising order; empty where nothing is known. One that cannot be
  /// read is left out.
  ///
  /// @throws JedisException if Redis cannot be reached
  public List<RoomMessage> messages(long auctionId) {
    try (Pipeline pipeline = redis.pipelined()) {
      Response<byte[]> last = pipeline.hget(key(auctionId, "head"), LAST);
      Response<List<byte[]>> history = pipeline.lrange(key(auctionId, "history"), 0, -1);
      pipeline.sync();
      // The last one is in the list as well, unless a jump has just emptied that.
      Stream<byte[]> all = Stream.concat(history.get().stream(), Stream.ofNullable(last.get()));
      Map<Long, RoomMessage> bySeq = new TreeMap<>();
      all.flatMap(encoded -> Encoded.read(auctionId, encoded).stream())
          .forEach(message -> bySeq.put(message.state().seq(), message));
      return List.copyOf(bySeq.values());
    }
  }

  /// Tells how many viewers are here and asks how many there are and how far the rooms are, in one
  /// round trip.
  ///
  /// @throws JedisException if Redis cannot be reached
  public Map<Long, Status> exchange(Map<Long, Question> questions) {
    Map<Long, Response<Object>> viewers = new HashMap<>();
    Map<Long, Response<String>> positions = new HashMap<>();
    try (Pipeline pipeline = redis.pipelined()) {
      // Loaded every time: it costs one command and survives a restart of Redis.
      pipeline.scriptLoad(PRESENCE_SCRIPT, "presence");
      questions.forEach(
          (auctionId, question) -> {
            viewers.put(auctionId, presence(pipeline, auctionId, question.viewersHere()));
            if (question.position()) {
              positions.put(auctionId, pipeline.hget("{auction:" + auctionId + "}:head", "seq"));
            }
          });
      pipeline.sync();
    }
    Map<Long, Status> result = new HashMap<>();
    viewers.forEach(
        (auctionId, count) ->
            result.put(
                auctionId,
                new Status(position(positions.get(auctionId)), ((Number) count.get()).intValue())));
    return result;
  }

  private Response<Object> presence(Pipeline pipeline, long auctionId, int viewersHere) {
    return pipeline.evalsha(
        PRESENCE_SHA,
        List.of("{auction:" + auctionId + "}:viewers"),
        List.of(instance, Integer.toString(viewersHere), Long.toString(presenceTtlMs)));
  }

  private static OptionalLong position(@Nullable Response<String> answer) {
    String seq = answer == null ? null : answer.get();
    try {
      return seq == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seq));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static byte[] key(long auctionId, String part) {
    return ("{auction:" + auctionId + "}:" + part).getBytes(StandardCharsets.UTF_8);
  }

  private static String sha1(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
