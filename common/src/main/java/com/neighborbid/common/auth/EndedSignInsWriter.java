package com.neighborbid.common.auth;

import com.neighborbid.common.redis.RedisScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/// Stores and tells which sign-ins have ended, in one atomic script. For user-service.
public final class EndedSignInsWriter {
  /// To be opened with the connection.
  public static final RedisScript SCRIPT = RedisScript.of("/redis/end_sign_ins.lua");

  static final String KEY = "signins:ended:at";

  private EndedSignInsWriter() {}

  /// Tells what is news; the rest is known already.
  ///
  /// @param keep the life of an access token and a little more
  /// @throws redis.clients.jedis.exceptions.JedisException if Redis is away: any may have been told
  public static void write(Jedis redis, List<String> signIns, Duration keep) {
    List<String> arguments = new ArrayList<>(signIns.size() + 2);
    arguments.add(EndedSignIns.CHANNEL);
    arguments.add("" + keep.toMillis());
    arguments.addAll(signIns);
    Object _ = redis.evalsha(SCRIPT.hash(), List.of(KEY), arguments);
  }
}
