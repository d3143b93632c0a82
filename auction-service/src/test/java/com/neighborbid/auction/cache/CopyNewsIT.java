package com.neighborbid.auction.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.support.Eventually;
import com.neighborbid.servers.Ports;
import com.neighborbid.servers.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// What has gathered while Redis was away.
class CopyNewsIT {
  private static final String PLACE = "copies:a:";

  @TempDir private Path files;
  private RedisServer redis;
  private CopyNews news;

  @BeforeEach
  void start() {
    redis =
        new RedisServer(
            new RedisServer.Settings(
                Ports.free(), files.resolve("redis"), files.resolve("redis.log")));
    news = new CopyNews(redis.address(), "news-it", id -> PLACE + id, new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    news.close();
    redis.kill();
  }

  @Test
  void isToldInPortionsAndAllOfIt() {
    afterAnOutageWith(3_500);
    try (Jedis jedis = connect()) {
      assertThat(places(jedis)).hasSize(3_500);
      assertThat(jedis.get(CopyNews.EPOCH)).isNull();
    }
  }

  @Test
  void isToldByOneNewEpochWhereItIsTooMuch() {
    // An attempt that began with the first changes may tell a portion when Redis comes back.
    afterAnOutageWith(CopyNews.MOST_BY_NAME + CopyNews.PORTION + 1);
    try (Jedis jedis = connect()) {
      assertThat(jedis.get(CopyNews.EPOCH)).isEqualTo("1");
      assertThat(places(jedis).size()).isLessThanOrEqualTo(CopyNews.PORTION);
    }
  }

  private void afterAnOutageWith(int changes) {
    LongStream.range(0, changes).forEach(id -> news.auction(id, 1));
    assertThat(news.isWaiting(0)).isTrue();
    redis.start();
    Eventually.isTrue(() -> LongStream.range(0, changes).noneMatch(news::isWaiting));
  }

  private Jedis connect() {
    return new Jedis(URI.create("redis://" + redis.address()));
  }

  private static Set<String> places(Jedis jedis) {
    return jedis.keys(PLACE + "*");
  }
}
