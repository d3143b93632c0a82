package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Market.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lists items whose auctions end soon, some with an instant price; now and then changes his mind.
final class Seller extends Actor {
  private static final int SHORTEST_MS = 6_000;
  private static final int LONGEST_MS = 25_000;
  private static final int MOST_OPEN = 10;

  private final Account account;
  private final Market market;

  Seller(String name, long seed, Duration pace, Account account, Market market) {
    super(name, seed, pace);
    this.account = account;
    this.market = market;
  }

  @Override
  void step() {
    if (market.open().size() >= MOST_OPEN) {
      return;
    }
    long instant =
        random().nextInt(3) == 0 ? Market.START_PRICE + Market.UNIT * random().nextInt(10, 60) : 0;
    Duration length = Duration.ofMillis(random().nextInt(SHORTEST_MS, LONGEST_MS));
    Optional<Listing> listed = market.list(account, length, instant);
    int mood = random().nextInt(12);
    if (listed.isPresent() && mood < 2) {
      var _ = market.end(listed.get(), mood == 0 ? "cancel" : "close");
    }
    market
        .any(random())
        .filter(one -> one.seller() == account && random().nextInt(8) == 0)
        .filter(one -> one.endsAt().isBefore(Instant.now().plusSeconds(3600)))
        .ifPresent(
            one -> {
              var _ = market.end(one, "close");
            });
  }
}
