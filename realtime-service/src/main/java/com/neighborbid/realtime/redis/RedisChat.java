package com.neighborbid.realtime.redis;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.chat.ChatAwayException;
import com.neighborbid.realtime.chat.ChatLog;
import com.neighborbid.realtime.protocol.ChatMessage;
import com.neighborbid.realtime.room.ChatNews;
import com.neighborbid.realtime.room.ChatSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/// Chat kept in Redis for a while and published on a channel of each room.
public final class RedisChat implements ChatSource, ChatLog {
  private static final Logger log = LoggerFactory.getLogger(RedisChat.class);
  private static final long LONGEST_CONFIRMATION_MS = 1000;
  private static final String SAY = Scripts.read("chat_say.lua");
  private static final String REMOVE = Scripts.read("chat_remove.lua");
  private static final String READ = Scripts.read("chat_recent.lua");

  private final Subscriber subscriber;
  private final JedisPooled redis;
  private final Executor blocking;
  private final ChatSettings settings;

  /// On a channel: exactly one of both.
  private record News(@Nullable ChatMessage said, @Nullable UUID removed) {}

  /// @param blocking runs what blocks
  public RedisChat(
      Subscriber subscriber, JedisPooled redis, Executor blocking, ChatSettings settings) {
    this.subscriber = subscriber;
    this.redis = redis;
    this.blocking = blocking;
    this.settings = settings;
  }

  @Override
  public CompletableFuture<Void> subscribe(long auctionId, Consumer<ChatNews> news) {
    return subscriber
        .subscribe(
            Topics.chatChannel(auctionId), encoded -> news(auctionId, encoded).ifPresent(news))
        .orTimeout(LONGEST_CONFIRMATION_MS, TimeUnit.MILLISECONDS);
  }

  private static Optional<ChatNews> news(long auctionId, byte[] encoded) {
    try {
      News news = ContractJson.read(encoded, News.class);
      if (news.said() != null) {
        return Optional.of(new ChatNews.Said(news.said()));
      }
      return Optional.ofNullable(news.removed()).map(ChatNews.Removed::new);
    } catch (MalformedContractException e) {
      log.warn("Unreadable chat of auction {}: {}", auctionId, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void unsubscribe(long auctionId) {
    subscriber.unsubscribe(Topics.chatChannel(auctionId));
  }

  @Override
  public CompletableFuture<List<ChatMessage>> recent(long auctionId) {
    return CompletableFuture.supplyAsync(() -> recentNow(auctionId), blocking);
  }

  private List<ChatMessage> recentNow(long auctionId) {
    List<?> stored =
        (List<?>)
            redis.eval(
                READ,
                List.of(key(auctionId), orderKey(auctionId)),
                List.of("" + RECENT, "" + settings.keep().toMillis()));
    return stored.stream().flatMap(message -> message(auctionId, (String) message)).toList();
  }

  private static Stream<ChatMessage> message(long auctionId, String stored) {
    try {
      return Stream.of(
          ContractJson.read(stored.getBytes(StandardCharsets.UTF_8), ChatMessage.class));
    } catch (MalformedContractException e) {
      log.warn("Unreadable message of auction {}: {}", auctionId, e.getMessage());
      return Stream.empty();
    }
  }

  @Override
  public boolean say(long authorId, ChatMessage message) {
    long auctionId = message.auctionId();
    List<String> keys =
        List.of(
            key(auctionId),
            orderKey(auctionId),
            key(auctionId) + ":by:" + authorId,
            key(auctionId) + ":all");
    List<String> arguments =
        List.of(
            Topics.chatChannel(auctionId),
            message.id().toString(),
            json(message),
            json(new News(message, null)),
            "" + settings.keep().toMillis(),
            "" + settings.mostKept(),
            "" + settings.mostSaid(),
            "" + settings.mostInRoom(),
            "" + settings.period().toMillis());
    return done(SAY, keys, arguments);
  }

  @Override
  public boolean remove(long auctionId, UUID messageId) {
    return done(
        REMOVE,
        List.of(key(auctionId)),
        List.of(
            Topics.chatChannel(auctionId), messageId.toString(), json(new News(null, messageId))));
  }

  private boolean done(String script, List<String> keys, List<String> arguments) {
    try {
      return Long.valueOf(1).equals(redis.eval(script, keys, arguments));
    } catch (JedisException e) {
      throw new ChatAwayException(e);
    }
  }

  private static String json(Object value) {
    return new String(ContractJson.write(value), StandardCharsets.UTF_8);
  }

  private static String key(long auctionId) {
    return "{auction:" + auctionId + "}:chat";
  }

  private static String orderKey(long auctionId) {
    return key(auctionId) + ":order";
  }
}
