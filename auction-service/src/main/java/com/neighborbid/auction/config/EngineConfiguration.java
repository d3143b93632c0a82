package com.neighborbid.auction.config;

import com.neighborbid.auction.bidding.BiddingEngine;
import com.neighborbid.auction.bidding.Changes;
import com.neighborbid.auction.bidding.DecidedCommand;
import com.neighborbid.auction.bidding.PlaceBids;
import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.auction.comment.Comments;
import com.neighborbid.auction.listing.OpenAuctions;
import com.neighborbid.auction.watch.NoticeSender;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.lane.LaneEngine;
import com.neighborbid.common.lane.LaneGroup;
import com.neighborbid.common.lane.LanePool;
import com.neighborbid.common.lane.LaneSettings;
import com.neighborbid.common.lane.RedisOutbox;
import com.neighborbid.common.limit.BidGate;
import com.neighborbid.common.limit.BidLimitSettings;
import com.neighborbid.common.limit.BidLimits;
import com.neighborbid.common.limit.NewAccountCap;
import com.neighborbid.common.outbox.OutboxSettings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/// The engine and what it needs. The lanes have a pool of their own, so that no reader can keep
/// them waiting.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BidLimitSettings.class, NewAccountCap.class})
class EngineConfiguration {
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final String GROUP = "auction-engine";
  private static final String SOURCE = "neighborbid/auction";
  private static final int COMMENTS_PER_MINUTE = 10;
  private static final int COMMENTS_PER_HOUR = 60;

  @Bean
  LogAppender logAppender(AuctionProperties properties, Clock clock) {
    return new LogAppender(properties.kafka(), SOURCE, clock).connecting(Topics.AUCTION_LOG);
  }

  /// Of its own: where notices are not acknowledged, bids are to be taken nevertheless.
  @Bean(defaultCandidate = false)
  LogAppender noticeAppender(AuctionProperties properties, Clock clock) {
    return new LogAppender(properties.kafka(), SOURCE + "-notices", clock)
        .connecting(Topics.AUCTION_NOTICES);
  }

  /// What is read of Kafka outside the lanes waits for the database, however long that takes.
  @Bean
  CommonErrorHandler untilTheDatabaseIsBack() {
    return new DefaultErrorHandler(
        new FixedBackOff(READ_AGAIN.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
  }

  /// For events that are not the engine's.
  @Bean
  OutboxSettings outboxSettings(AuctionProperties properties) {
    return OutboxSettings.usual(properties.kafka(), SOURCE);
  }

  @Bean
  PlaceBids.EngineInstance engineInstance(AuctionProperties properties) {
    return new PlaceBids.EngineInstance(properties.instance());
  }

  @Bean
  Comments.Limits commentLimits(AuctionProperties properties) {
    return new Comments.Limits(
        properties.limits().equals("on"), COMMENTS_PER_MINUTE, COMMENTS_PER_HOUR);
  }

  @Bean
  OpenAuctions.Fees fees(AuctionProperties properties) {
    return new OpenAuctions.Fees(properties.feeBasisPoints(), properties.feeMinimum());
  }

  @Bean
  Waiters<UUID, BidOutcome> bidWaiters() {
    return new Waiters<>();
  }

  @Bean
  Waiters<Long, Long> auctionWaiters() {
    return new Waiters<>();
  }

  @Bean
  Waiters<UUID, DecidedCommand> commandWaiters() {
    return new Waiters<>();
  }

  /// Not a bean of type DataSource: repositories must never use the lanes' connections.
  @Bean(destroyMethod = "close")
  LaneConnections laneConnections(AuctionProperties properties, DataSourceProperties database) {
    return new LaneConnections(
        LanePool.create(
            "lanes",
            database.determineUrl(),
            database.determineUsername(),
            database.determinePassword(),
            properties.laneThreads() + 1));
  }

  record LaneConnections(HikariDataSource pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.close();
    }
  }

  @Bean(destroyMethod = "close")
  RedisOutbox redisOutbox(
      AuctionProperties properties, LaneConnections connections, MeterRegistry registry) {
    return new RedisOutbox(
        properties.redisHost(), properties.redisPort(), connections.pool(), registry);
  }

  @Bean
  NoticeSender noticeSender(
      AuctionProperties properties, @Qualifier("noticeAppender") LogAppender noticeAppender) {
    return new NoticeSender(noticeAppender, properties.redisHost(), properties.redisPort());
  }

  @Bean(destroyMethod = "close")
  BidLimits bidLimits(
      BidLimitSettings settings, AuctionProperties properties, MeterRegistry registry) {
    return new BidLimits(settings, properties.redis(), properties.instance(), registry);
  }

  @Bean
  BidGate bidGate(BidLimitSettings settings, MeterRegistry registry) {
    return new BidGate(settings, registry);
  }

  @Bean
  EngineLifecycle engineLifecycle(
      AuctionProperties properties,
      PaymentProperties payment,
      LaneConnections connections,
      RedisOutbox redis,
      LogAppender appender,
      Waiters<UUID, BidOutcome> bidWaiters,
      Waiters<Long, Long> auctionWaiters,
      Waiters<UUID, DecidedCommand> commandWaiters,
      Changes changes,
      MeterRegistry registry,
      Clock clock) {
    LaneSettings settings =
        new LaneSettings(
            properties.kafka(),
            GROUP,
            Topics.AUCTION_LOG,
            properties.instance(),
            properties.laneThreads(),
            properties.laneBatch(),
            SOURCE);
    Supplier<LaneEngine<AuctionInput>> engines =
        () ->
            new BiddingEngine(
                properties.instance(),
                appender,
                bidWaiters,
                auctionWaiters,
                commandWaiters,
                payment.confirmWithinSeconds(),
                changes,
                clock);
    return new EngineLifecycle(
        () ->
            new LaneGroup(
                settings,
                engines,
                connections.pool(),
                redis,
                registry,
                clock,
                EngineLifecycle::endProcess),
        properties);
  }
}
