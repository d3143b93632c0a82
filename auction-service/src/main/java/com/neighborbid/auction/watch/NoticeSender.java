package com.neighborbid.auction.watch;

import com.neighborbid.auction.watch.EndingNotices.Notice;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.notice.v1.AuctionNotice.EndingSoon;
import com.neighborbid.common.contract.notice.v1.AuctionNoticeCodec;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;

/// Takes notices to where people are told. Connects to Redis for each batch: there is seldom one.
public final class NoticeSender {
  private static final long ACK_SECONDS = 10;
  private static final int REDIS_TIMEOUT_MS = 2_000;

  private final LogAppender appender;
  private final HostAndPort redis;

  /// Nobody was told, or it is not known who.
  static final class RedisAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisAwayException(JedisException cause) {
      super(cause);
    }
  }

  public NoticeSender(LogAppender appender, String redisHost, int redisPort) {
    this.appender = appender;
    this.redis = new HostAndPort(redisHost, redisPort);
  }

  /// Publishes to the persons' open sockets, wherever they are.
  void publish(List<Notice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    try (Jedis connection =
            new Jedis(
                redis,
                DefaultJedisClientConfig.builder()
                    .connectionTimeoutMillis(REDIS_TIMEOUT_MS)
                    .socketTimeoutMillis(REDIS_TIMEOUT_MS)
                    .clientName("watchlist")
                    .build());
        Pipeline pipeline = connection.pipelined()) {
      for (Notice notice : notices) {
        PersonalMessage message =
            new PersonalMessage(
                PersonalMessage.Kind.ENDING_SOON,
                notice.auctionId(),
                notice.price(),
                notice.madeAt(),
                notice.endsAt());
        var _ =
            pipeline.publish(
                Topics.userChannel(notice.userId()).getBytes(StandardCharsets.UTF_8),
                ContractJson.write(message));
      }
      pipeline.sync();
    } catch (JedisException e) {
      throw new RedisAwayException(e);
    }
  }

  /// Appends to `auction.notices` and waits for all acknowledgements.
  ///
  /// @throws LogUnavailableException where not all are there; all are to be sent again
  void append(List<Notice> notices) {
    CompletableFuture<?>[] appended =
        notices.stream().map(this::append).toArray(CompletableFuture[]::new);
    try {
      var _ = CompletableFuture.allOf(appended).get(ACK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("the notices are not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("stopped while notices were sent", e);
    }
  }

  private CompletableFuture<?> append(Notice notice) {
    EndingSoon event =
        new EndingSoon(
            notice.userId(), notice.auctionId(), notice.endsAt(), notice.price(), notice.madeAt());
    // The same for a repeat, and there is only one for a person and an auction.
    String name = "ending-soon|" + notice.auctionId() + "|" + notice.userId();
    return appender.append(
        Topics.AUCTION_NOTICES,
        notice.userId(),
        AuctionNoticeCodec.typeOf(event),
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)).toString(),
        ContractJson.write(event));
  }
}
