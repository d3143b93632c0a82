package com.neighborbid.auction.config;

import com.neighborbid.auction.bidding.Changes;
import com.neighborbid.auction.bidding.Waiters;
import com.neighborbid.auction.browse.BrowseUpdates;
import com.neighborbid.auction.cache.AuctionCache;
import com.neighborbid.auction.cache.CacheSettings;
import com.neighborbid.auction.seller.Sellers;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.redis.RedisAddress;
import com.neighborbid.common.redis.Subscriber;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Copies of what everybody may see, and the one connection on which this process hears Redis.
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
  private static final Logger log = LoggerFactory.getLogger(CacheConfiguration.class);

  @Bean(destroyMethod = "close")
  AuctionCache auctionCache(
      CacheSettings settings,
      AuctionProperties properties,
      Sellers sellers,
      MeterRegistry registry,
      Clock clock) {
    AuctionCache cache =
        new AuctionCache(settings, properties.redis(), properties.instance(), registry, clock);
    cache.onPerson(sellers::forget);
    cache.onEmptied(sellers::forgetAll);
    return cache;
  }

  /// Outcomes that another instance's engine decided for callers who wait here are a hint, which
  /// saves them up to 250 ms: without Redis they read the row.
  @Bean(destroyMethod = "close")
  Subscriber redisSubscriber(
      AuctionProperties properties, Waiters<UUID, BidOutcome> bidWaiters, AuctionCache cache) {
    Subscriber subscriber =
        new Subscriber(
            RedisAddress.parse(properties.redis(), properties.instance() + "-subscriber"),
            Topics.answerChannel(properties.instance()),
            answer -> answered(bidWaiters, answer));
    var _ = subscriber.subscribe(AuctionCache.CHANNEL, cache::heard);
    subscriber.start(cache::isDeaf, cache::hears);
    return subscriber;
  }

  private static void answered(Waiters<UUID, BidOutcome> waiters, byte[] answer) {
    try {
      BidOutcome outcome = ContractJson.read(answer, BidOutcome.class);
      waiters.complete(outcome.bidId(), outcome);
    } catch (MalformedContractException e) {
      log.warn("an answer is not readable", e);
    }
  }

  /// The engine's changes, for all who want them.
  @Bean
  @Primary
  Changes engineChanges(BrowseUpdates browse, AuctionCache cache) {
    return new Changes() {
      @Override
      public void changed(long auctionId, long seq, boolean shownAnew) {
        cache.changed(auctionId, seq);
        if (shownAnew) {
          cache.listsChanged();
        }
        browse.changed(auctionId, seq, shownAnew);
      }

      @Override
      public void missed() {
        cache.missed();
      }

      @Override
      public void known(long auctionId, long seq) {
        cache.seen(auctionId, seq);
      }
    };
  }
}
