package com.neighborbid.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.redis.RedisLink;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import com.neighborbid.servers.TestServers;
import com.neighborbid.servers.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of a sign-in on its way over a real Redis.
class EndedSignInsIT {
  private static final Duration KEEP = Duration.ofMinutes(20);

  private final EndedSignIns ended = new EndedSignIns(KEEP);
  private final String first = UUID.randomUUID().toString();
  private final String second = UUID.randomUUID().toString();

  private static RedisLink link(String address) {
    return new RedisLink(address, "test", Duration.ofSeconds(5), EndedSignInsWriter.SCRIPT);
  }

  private void hears(String signIn) {
    assertThat(Waiting.until(Duration.ofSeconds(15), () -> ended.isEnded(signIn))).isTrue();
  }

  @Test
  void isReadWhenItEndedBeforeAndAfterTheStartAndToldOnce() {
    String redis = TestServers.redis().address();
    List<String> told = new CopyOnWriteArrayList<>();
    ended.listen(told::add);
    try (RedisLink link = link(redis)) {
      EndedSignInsWriter.write(link.open(), List.of(first), KEEP);
      try (var _ = new EndedSignInsReader(redis, ended)) {
        hears(first);
        assertThat(ended.isEnded(second)).isFalse();
        EndedSignInsWriter.write(link.open(), List.of(first, second), KEEP);
        hears(second);
      }
    }
    assertThat(told).containsSubsequence(first, second);
    assertThat(told).doesNotHaveDuplicates();
  }

  @Test
  void isStillKnownWhileRedisIsAwayAndHeardOfWhenItIsBack(@TempDir Path files) {
    RedisServer redis =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
    redis.start();
    try (var _ = new EndedSignInsReader(redis.address(), ended)) {
      try (RedisLink link = link(redis.address())) {
        EndedSignInsWriter.write(link.open(), List.of(first), KEEP);
      }
      hears(first);
      redis.kill();
      assertThat(ended.isEnded(first)).isTrue();
      redis.start();
      try (RedisLink link = link(redis.address())) {
        EndedSignInsWriter.write(link.open(), List.of(second), KEEP);
      }
      hears(second);
    } finally {
      redis.stop();
    }
  }

  @Test
  void isForgottenInRedisWhenItsTokensHaveRunOut() {
    String redis = TestServers.redis().address();
    try (RedisLink link = link(redis)) {
      EndedSignInsWriter.write(link.open(), List.of(first), KEEP);
      assertThat(link.open().zscore(EndedSignInsWriter.KEY, first)).isNotNull();
      assertThat(link.open().pttl(EndedSignInsWriter.KEY)).isPositive();
      boolean gone =
          Waiting.until(
              Duration.ofSeconds(15),
              () -> {
                EndedSignInsWriter.write(link.open(), List.of(second), Duration.ofMillis(5));
                return link.open().zscore(EndedSignInsWriter.KEY, first) == null;
              });
      assertThat(gone).isTrue();
    }
  }
}
