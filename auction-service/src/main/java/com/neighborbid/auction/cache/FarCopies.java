package com.neighborbid.auction.cache;

import com.neighborbid.common.redis.RedisLinks;
import com.neighborbid.common.redis.RedisScript;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// Copies of one kind in Redis. Each carries the *stamp* that was valid before it was loaded; a
/// copy with another stamp than today's is none. A place can be closed for a while, in which no
/// copy is put there.
///
/// @param <K> names a copy
final class FarCopies<K, V extends Kept> {
  private static final Logger log = LoggerFactory.getLogger(FarCopies.class);

  /// To be opened with the connections.
  static final RedisScript STORE = RedisScript.of("/redis/store_copy.lua");

  /// What stands in a closed place.
  static final byte[] CLOSED = {'-'};

  private final RedisLinks redis;
  private final List<String> stampKeys;
  private final Function<K, String> keyOf;
  private final KeptCodec<V> codec;
  private final CacheSettings.Lifetimes lifetimes;
  private final Clock clock;

  /// What Redis had.
  ///
  /// @param stamp for copies that are loaded from now on; null where Redis did not answer
  record Found<K, V>(Map<K, V> copies, @Nullable String stamp) {
    static <K, V> Found<K, V> nothing() {
      return new Found<>(Map.of(), null);
    }
  }

  /// @param stampKeys in Redis: the stamp is what they hold
  FarCopies(
      RedisLinks redis,
      List<String> stampKeys,
      Function<K, String> keyOf,
      KeptCodec<V> codec,
      CacheSettings.Lifetimes lifetimes,
      Clock clock) {
    this.redis = redis;
    this.stampKeys = List.copyOf(stampKeys);
    this.keyOf = keyOf;
    this.codec = codec;
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  Found<K, V> read(Collection<K> wanted) {
    List<K> keys = List.copyOf(wanted);
    return redis.ask(connection -> read(connection, keys)).orElseGet(Found::nothing);
  }

  private Found<K, V> read(Jedis connection, List<K> keys) {
    List<Response<String>> stamps = new ArrayList<>();
    List<Response<byte[]>> values = new ArrayList<>();
    try (Pipeline pipeline = connection.pipelined()) {
      stampKeys.forEach(key -> stamps.add(pipeline.get(key)));
      keys.forEach(key -> values.add(pipeline.get(bytes(keyOf.apply(key)))));
      pipeline.sync();
    }
    StringBuilder stamp = new StringBuilder();
    for (Response<String> part : stamps) {
      String value = part.get();
      stamp.append(value == null ? "0" : value).append('.');
    }
    Map<K, V> copies = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      V copy = valid(values.get(i).get(), stamp.toString());
      if (copy != null) {
        copies.put(keys.get(i), copy);
      }
    }
    return new Found<>(copies, stamp.toString());
  }

  private @Nullable V valid(byte @Nullable [] value, String stamp) {
    if (value == null || Arrays.equals(value, CLOSED)) {
      return null;
    }
    try {
      int stampFrom = after(value, 0);
      int copyFrom = after(value, stampFrom);
      String stored =
          new String(value, stampFrom, copyFrom - 1 - stampFrom, StandardCharsets.US_ASCII);
      if (!stored.equals(stamp)) {
        return null;
      }
      V copy = codec.decode(Arrays.copyOfRange(value, copyFrom, value.length));
      return copy.untilMs() > clock.millis() ? copy : null;
    } catch (RuntimeException e) {
      log.warn("A copy in Redis is not readable and counts as none: {}", e.toString());
      return null;
    }
  }

  /// Behind the next semicolon.
  private static int after(byte[] value, int from) {
    int at = from;
    while (value[at] != ';') {
      at++;
    }
    return at + 1;
  }

  /// Keeps copies that were loaded after `stamp` was read.
  ///
  /// @param heat by which they live
  void store(Map<K, V> copies, String stamp, BiFunction<K, V, Heat> heat) {
    var _ =
        redis.ask(
            connection -> {
              List<Response<Object>> answers = new ArrayList<>();
              try (Pipeline pipeline = connection.pipelined()) {
                copies.forEach(
                    (key, copy) -> {
                      Duration life = lifetimes.of(heat.apply(key, copy));
                      answers.add(store(pipeline, keyOf.apply(key), copy, stamp, life));
                    });
                pipeline.sync();
              }
              answers.forEach(Response::get);
              return answers.size();
            });
  }

  private Response<Object> store(
      Pipeline pipeline, String key, V copy, String stamp, Duration life) {
    long lifeMs = Math.min(life.toMillis(), Math.max(1, copy.untilMs() - clock.millis()));
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(bytes(copy.version() + ";" + stamp + ";"));
    value.writeBytes(codec.encode(copy));
    return pipeline.evalsha(
        bytes(STORE.hash()),
        List.of(bytes(key)),
        List.of(value.toByteArray(), bytes("" + copy.version()), bytes(stamp), bytes("" + lifeMs)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
