package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Market.Listing;
import com.neighborbid.systemtests.client.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Looks at an auction, then bids for it over REST: plainly, up to a maximum, at the instant price.
/// What was left open is sent again under the same key, as a careful client does.
final class RestBidder extends Actor {
  private static final int ATTEMPTS = 3;
  private static final long AGAIN_AFTER_MS = 500;

  private final Account account;
  private final Market market;
  private final Journal journal;

  RestBidder(
      String name, long seed, Duration pace, Account account, Market market, Journal journal) {
    super(name, seed, pace);
    this.account = account;
    this.market = market;
    this.journal = journal;
  }

  @Override
  void step() throws InterruptedException {
    Optional<Listing> found = market.any(random());
    if (found.isEmpty()) {
      return;
    }
    Listing listing = found.get();
    Result seen = Result.of("look", () -> account.person().get("/api/auctions/" + listing.id()));
    journal.asked(account.name(), seen);
    long next = Math.max(Market.START_PRICE, seen.number("minNextBid"));
    if (listing.instantPrice() > 0 && random().nextInt(6) == 0) {
      send("buy-now", key -> () -> buy(listing, key));
      return;
    }
    // Now and then too low, as people are who look at an old price.
    long amount = Math.max(Market.UNIT, next + Market.UNIT * random().nextInt(-1, 3));
    if (random().nextInt(3) == 0) {
      long max = amount + Market.UNIT * random().nextInt(1, 8);
      send("proxy bid", key -> () -> bidUpTo(listing, amount, max, key));
    } else {
      send("bid", key -> () -> bid(listing, amount, key));
    }
  }

  private interface Request {
    Supplier<Reply> under(String key);
  }

  private void send(String what, Request request) throws InterruptedException {
    String key = UUID.randomUUID().toString();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        Thread.sleep(AGAIN_AFTER_MS);
      }
      Result result = Result.of(what, request.under(key));
      journal.asked(account.name(), result);
      if (result.certainty() != Certainty.UNKNOWN) {
        return;
      }
    }
  }

  private Reply bid(Listing listing, long amount, String key) {
    return account.person().bid(listing.id(), amount, "Idempotency-Key", key);
  }

  private Reply bidUpTo(Listing listing, long amount, long max, String key) {
    return account.person().bidUpTo(listing.id(), amount, max, "Idempotency-Key", key);
  }

  private Reply buy(Listing listing, String key) {
    return account.person().buyNow(listing.id(), listing.instantPrice(), "Idempotency-Key", key);
  }
}
