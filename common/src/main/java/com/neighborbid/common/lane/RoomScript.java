package com.neighborbid.common.lane;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/// The script `publish_room.lua`: loaded once per connection, called by its hash.
public final class RoomScript {
  /// Most messages kept per room for viewers that reconnect.
  static final int HISTORY_SIZE = 128;

  private static final String FILE = "/redis/publish_room.lua";
  private static final byte[] HISTORY = ascii(Integer.toString(HISTORY_SIZE));
  private static final byte[] TTL_SECONDS = ascii(Long.toString(Duration.ofDays(7).toSeconds()));

  private final byte[] source;

  public RoomScript() {
    try (InputStream in = RoomScript.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      source = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the script known to the server; answers its hash.
  public byte[] load(Jedis redis) {
    return redis.scriptLoad(source);
  }

  /// Publishes with the pipeline's next sync.
  ///
  /// @param hash as [#load] has answered it
  /// @param steps messages of one room, of consecutive steps, oldest first
  public static Response<Object> call(Pipeline pipeline, byte[] hash, List<ToRoom> steps) {
    ToRoom first = steps.getFirst();
    String room = Topics.roomChannel(first.auctionId());
    List<byte[]> arguments = new ArrayList<>(steps.size() + 4);
    arguments.add(ascii(room));
    arguments.add(HISTORY);
    arguments.add(TTL_SECONDS);
    arguments.add(ascii(Long.toString(first.seq())));
    steps.forEach(step -> arguments.add(step.payload()));
    return pipeline.evalsha(
        hash, List.of(ascii("{" + room + "}:head"), ascii("{" + room + "}:history")), arguments);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
