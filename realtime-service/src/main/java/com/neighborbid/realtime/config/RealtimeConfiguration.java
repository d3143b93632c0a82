package com.neighborbid.realtime.config;

import com.neighborbid.common.auth.EndedSignIns;
import com.neighborbid.common.auth.TokenVerifier;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.common.limit.BidLimitSettings;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.common.limit.NewAccountCap;
import com.neighborbid.common.redis.Subscriber;
import com.neighborbid.realtime.bidder.BidderFacts;
import com.neighborbid.realtime.bidder.BidderReader;
import com.neighborbid.realtime.bidder.KnownBidders;
import com.neighborbid.realtime.bids.BidDesk;
import com.neighborbid.realtime.bids.KafkaBidLog;
import com.neighborbid.realtime.bids.OutcomePoller;
import com.neighborbid.realtime.bids.OutcomeSource;
import com.neighborbid.realtime.chat.ChatDesk;
import com.neighborbid.realtime.chat.Sellers;
import com.neighborbid.realtime.metrics.RealtimeMetrics;
import com.neighborbid.realtime.netty.Loops;
import com.neighborbid.realtime.netty.OperatorPages;
import com.neighborbid.realtime.netty.Origins;
import com.neighborbid.realtime.netty.RealtimeServer;
import com.neighborbid.realtime.netty.RoomFactory;
import com.neighborbid.realtime.netty.Services;
import com.neighborbid.realtime.people.People;
import com.neighborbid.realtime.people.SignIns;
import com.neighborbid.realtime.redis.RedisChat;
import com.neighborbid.realtime.redis.RedisPersonalChannels;
import com.neighborbid.realtime.redis.RedisRoomSource;
import com.neighborbid.realtime.redis.RoomStore;
import com.neighborbid.realtime.redis.RoomSync;
import com.neighborbid.realtime.room.ColdRooms;
import com.neighborbid.realtime.room.RoomSource;
import com.neighborbid.realtime.room.Rooms;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.JedisPooled;

/// Puts the parts together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BidLimitSettings.class, NewAccountCap.class})
class RealtimeConfiguration {
  private static final Logger log = LoggerFactory.getLogger(RealtimeConfiguration.class);

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService blocking() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
  }

  @Bean
  RealtimeMetrics realtimeMetrics(MeterRegistry registry) {
    return new RealtimeMetrics(registry);
  }

  @Bean
  Loops loops(RealtimeProperties properties) {
    int threads = properties.threads();
    return new Loops(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
  }

  @Bean
  LogAppender logAppender(RealtimeProperties properties, Clock clock) {
    return new LogAppender(properties.kafka(), "realtime-service", clock)
        .connecting(Topics.AUCTION_LOG);
  }

  @Bean
  BidDesk bidDesk(
      LogAppender appender, RealtimeProperties properties, RealtimeMetrics metrics, BidGate gate) {
    return new BidDesk(new KafkaBidLog(appender), properties.bids().settings(), metrics, gate);
  }

  @Bean
  BidGate bidGate(BidLimitSettings settings, MeterRegistry registry) {
    return new BidGate(settings, registry);
  }

  @Bean
  JedisPooled redisCommands(RealtimeProperties properties) {
    return RedisConnections.commands(properties);
  }

  @Bean
  Subscriber subscriber(RealtimeProperties properties, BidDesk desk) {
    return new Subscriber(
        RedisConnections.address(properties, "subscriber"),
        Topics.answerChannel(properties.instance()),
        answer -> answered(desk, answer));
  }

  private static void answered(BidDesk desk, byte[] answer) {
    try {
      desk.outcome(ContractJson.read(answer, BidOutcome.class));
    } catch (MalformedContractException e) {
      log.warn("Unreadable answer: {}", e.getMessage());
    }
  }

  @Bean
  RoomStore roomStore(JedisPooled redis, RealtimeProperties properties) {
    return new RoomStore(redis, properties.instance(), properties.presence().expiry().toMillis());
  }

  @Bean
  RoomSource roomSource(
      Subscriber subscriber, RoomStore store, ColdRooms coldRooms, ExecutorService blocking) {
    return new RedisRoomSource(subscriber, store, coldRooms, blocking);
  }

  @Bean
  RedisChat redisChat(
      Subscriber subscriber,
      JedisPooled redis,
      ExecutorService blocking,
      RealtimeProperties properties) {
    return new RedisChat(
        subscriber, redis, blocking, properties.chat().settings(properties.limits()));
  }

  @Bean
  ChatDesk chatDesk(RedisChat chat, Sellers sellers, RealtimeMetrics metrics, Clock clock) {
    return new ChatDesk(chat, sellers, metrics, clock);
  }

  @Bean
  Rooms rooms(
      Loops loops,
      RoomSource source,
      RedisChat chat,
      RealtimeProperties properties,
      RealtimeMetrics metrics,
      Clock clock) {
    RoomFactory factory = new RoomFactory(loops, chat, metrics);
    return new Rooms(
        (auctionId, rooms) ->
            factory.room(auctionId, rooms, source, properties.rooms().settings(), clock));
  }

  @Bean
  People people(Subscriber subscriber) {
    return new People(new RedisPersonalChannels(subscriber));
  }

  @Bean
  SignIns signIns(EndedSignIns ended, Subscriber subscriber) {
    SignIns signIns = new SignIns(ended::isEnded);
    ended.listen(signIns::end);
    var _ =
        subscriber.subscribe(
            EndedSignIns.CHANNEL, id -> ended.heard(new String(id, StandardCharsets.UTF_8)));
    return signIns;
  }

  @Bean(destroyMethod = "close")
  BidLimits bidLimits(
      BidLimitSettings settings, RealtimeProperties properties, MeterRegistry registry) {
    return new BidLimits(settings, properties.redis(), properties.instance(), registry);
  }

  @Bean
  KnownBidders knownBidders() {
    return new KnownBidders();
  }

  @Bean(destroyMethod = "close")
  BidderReader bidderReader(RealtimeProperties properties, KnownBidders known) {
    return new BidderReader(properties.kafka(), known);
  }

  @Bean
  BidderFacts bidderFacts(
      KnownBidders known,
      Sellers sellers,
      NewAccountCap newAccounts,
      Clock clock,
      ExecutorService blocking) {
    return new BidderFacts(known, sellers::sellerOf, newAccounts, clock, blocking);
  }

  @Bean
  RoomSync roomSync(
      Rooms rooms, RoomStore store, Subscriber subscriber, RealtimeProperties properties) {
    return new RoomSync(rooms, store, subscriber::available, properties.presence().beat());
  }

  @Bean
  OutcomePoller outcomePoller(
      BidDesk desk, OutcomeSource source, Subscriber subscriber, RealtimeProperties properties) {
    return new OutcomePoller(desk, source, subscriber::available, properties.bids().askAfter());
  }

  @Bean
  Services services(
      Rooms rooms,
      BidDesk desk,
      ChatDesk chat,
      People people,
      SignIns signIns,
      BidLimits limits,
      BidderFacts facts,
      TokenVerifier tokens,
      RealtimeMetrics metrics,
      Clock clock,
      ExecutorService blocking,
      RealtimeProperties properties) {
    metrics.watch(rooms::size, desk::waiting);
    return new Services(
        rooms,
        desk,
        chat,
        people,
        signIns,
        limits,
        facts,
        tokens,
        metrics,
        clock,
        blocking,
        properties.instance(),
        properties.sockets().settings(properties.limits()));
  }

  @Bean
  RealtimeServer realtimeServer(
      Services services, Loops loops, OperatorPages pages, RealtimeProperties properties) {
    return new RealtimeServer(services, loops, new Origins(properties.allowedOrigins()), pages);
  }
}
