package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Market.Listing;
import com.neighborbid.systemtests.client.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// Finds out when bids count again: on an auction that was open all the time, and on one that is
/// listed now.
public final class Prober implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
  private static final Duration GIVE_UP = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(12);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final long PAUSE_MS = 100;
  private static final int CREATED = 201;

  private final Journal journal;
  private final Market market;
  private final List<RestClient> clients;
  private final Account seller;
  private final List<Account> bidders;
  private final Listing old;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private int turn;
  private long price = Market.START_PRICE - Market.UNIT;

  /// How long it took until a bid was accepted; empty where it was given up.
  ///
  /// @param old on the auction that was open before
  /// @param fresh on one that was listed afterwards
  public record Recovery(Optional<Duration> old, Optional<Duration> fresh) {
    /// Whether bids count again.
    public boolean done() {
      return old.isPresent() && fresh.isPresent();
    }
  }

  /// @param load whose people are asked for help
  /// @throws InterruptedException if interrupted
  public Prober(Load load, List<URI> gateways, Journal journal) throws InterruptedException {
    this.journal = journal;
    this.market = new Market(journal);
    this.clients = gateways.stream().map(url -> new RestClient(url, ANSWER_LIMIT)).toList();
    this.seller = load.signUp("probe.seller");
    this.bidders = List.of(load.rich("probe.one"), load.rich("probe.two"));
    this.old = market.list(seller, LONG, 0).orElseThrow();
  }

  /// Begins to ask now; completes when bids count again on both, or when it gives up.
  public CompletableFuture<Recovery> begin() {
    long start = System.nanoTime();
    CompletableFuture<Optional<Duration>> first =
        CompletableFuture.supplyAsync(() -> untilOldTakes(start), threads);
    CompletableFuture<Optional<Duration>> second =
        CompletableFuture.supplyAsync(() -> untilFreshTakes(start), threads);
    return first.thenCombine(second, Recovery::new);
  }

  private Optional<Duration> untilOldTakes(long start) {
    while (System.nanoTime() - start < GIVE_UP.toNanos()) {
      price += Market.UNIT;
      long amount = price;
      turn++;
      Result result = bid(bidders.get(turn % 2), old.id(), amount, turn);
      if (result.status() == CREATED) {
        return Optional.of(since(start));
      }
      // An earlier probe without an answer may have counted meanwhile.
      price = Math.max(price, result.number("minNextBid") - Market.UNIT);
      pause();
    }
    return Optional.empty();
  }

  private Optional<Duration> untilFreshTakes(long start) {
    Optional<Listing> fresh = Optional.empty();
    int attempt = 0;
    long amount = Market.START_PRICE;
    while (System.nanoTime() - start < GIVE_UP.toNanos()) {
      if (fresh.isEmpty()) {
        fresh = market.list(seller, SHORT, 0);
      }
      if (fresh.isPresent()) {
        attempt++;
        Result result = bid(bidders.get(attempt % 2), fresh.get().id(), amount, attempt);
        if (result.status() == CREATED) {
          return Optional.of(since(start));
        }
        amount = Math.max(amount + Market.UNIT, result.number("minNextBid"));
        if (result.code().equals("AUCTION_ENDED")) {
          fresh = Optional.empty();
          amount = Market.START_PRICE;
        }
      }
      pause();
    }
    return Optional.empty();
  }

  /// At the gateways in turn, as a client does that has the address of all.
  private Result bid(Account bidder, long auction, long amount, int attempt) {
    RestClient rest = clients.get(attempt % clients.size());
    Result result = Result.of("probe", () -> bidder.at(rest).bid(auction, amount));
    journal.asked(bidder.name(), result);
    return result;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while probing", e);
    }
  }

  /// Ends the auction that was asked of; the others end by themselves.
  ///
  /// @throws InterruptedException if interrupted
  public void stop() throws InterruptedException {
    market.endForSure(old);
  }

  @Override
  public void close() {
    clients.forEach(RestClient::close);
  }
}
