package com.neighborbid.realtime.auction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.realtime.auction.AuctionClient.BidQuery;
import com.neighborbid.realtime.auction.AuctionClient.RoomView;
import com.neighborbid.realtime.bids.OutcomeSource;
import com.neighborbid.realtime.chat.ChatAwayException;
import com.neighborbid.realtime.chat.Sellers;
import com.neighborbid.realtime.room.ColdRooms;
import com.neighborbid.realtime.room.Loaded;
import feign.FeignException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks auction-service, behind one circuit breaker and one time limit: while it is away nobody
/// waits for it.
final class AuctionCalls implements ColdRooms, OutcomeSource, Sellers {
  private static final Logger log = LoggerFactory.getLogger(AuctionCalls.class);

  private static final int SELLERS_REMEMBERED = 10_000;

  private final AuctionClient client;
  private final CircuitBreaker breaker;
  private final TimeLimiter limit;
  private final ExecutorService threads;
  private final WithoutRoom withoutRoom;

  /// An auction's seller never changes.
  private final Cache<Long, Long> sellers =
      Caffeine.newBuilder().maximumSize(SELLERS_REMEMBERED).build();

  /// @param threads on which calls run, so that they can be left behind when they take too long
  AuctionCalls(
      AuctionClient client,
      CircuitBreaker breaker,
      TimeLimiter limit,
      ExecutorService threads,
      WithoutRoom withoutRoom) {
    this.client = client;
    this.breaker = breaker;
    this.limit = limit;
    this.threads = threads;
    this.withoutRoom = withoutRoom;
  }

  @Override
  public Loaded load(long auctionId) {
    if (withoutRoom.contains(auctionId)) {
      return new Loaded.Missing();
    }
    try {
      RoomView view = call(() -> client.room(auctionId));
      if (view.reach() == Reach.NATIONAL) {
        return new Loaded.Cold(view.state());
      }
      withoutRoom.neverHasOne(auctionId);
      return new Loaded.Missing();
    } catch (FeignException.NotFound _) {
      withoutRoom.hasNoneNow(auctionId);
      return new Loaded.Missing();
    } catch (Exception e) {
      log.warn("Cannot learn how auction {} stands: {}", auctionId, e.toString());
      return new Loaded.Unavailable();
    }
  }

  @Override
  public List<BidOutcome> outcomes(List<UUID> bidIds) {
    try {
      return call(() -> client.outcomes(new BidQuery(List.copyOf(bidIds)))).outcomes();
    } catch (Exception e) {
      throw new OutcomesUnavailableException(e);
    }
  }

  @Override
  public long sellerOf(long auctionId) {
    Long known = sellers.getIfPresent(auctionId);
    if (known != null) {
      return known;
    }
    try {
      long seller = call(() -> client.room(auctionId)).sellerId();
      sellers.put(auctionId, seller);
      return seller;
    } catch (FeignException.NotFound _) {
      return 0;
    } catch (Exception e) {
      throw new ChatAwayException(e);
    }
  }

  private <T> T call(Callable<T> request) throws Exception {
    return breaker.executeCallable(
        () -> limit.executeFutureSupplier(() -> threads.submit(request)));
  }
}
