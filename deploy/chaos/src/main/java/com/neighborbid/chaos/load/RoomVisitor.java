package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Market.Listing;
import com.neighborbid.servers.Waiting;
import com.neighborbid.systemtests.client.Message;
import com.neighborbid.systemtests.client.Regular;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sits in the room of an auction until it is over, bids by socket, comes back whenever the door is
/// closed, and then goes to the next. What he saw is recorded.
final class RoomVisitor extends Actor {
  private static final Set<String> LAST = Set.of("auction_end", "sold_out", "cancelled");
  private static final Duration LONGEST_VISIT = Duration.ofMinutes(4);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  /// Nobody goes on bidding by a price that is long gone.
  private static final int MOST_UNANSWERED = 3;

  private final Account account;
  private final Market market;
  private final Journal journal;
  private final boolean bids;
  private @Nullable Stay stay;

  private record Stay(Listing listing, Regular regular, long until) {}

  /// @param bids whether he does more than watching
  RoomVisitor(
      String name,
      long seed,
      Duration pace,
      Account account,
      Market market,
      Journal journal,
      boolean bids) {
    super(name, seed, pace);
    this.account = account;
    this.market = market;
    this.journal = journal;
    this.bids = bids;
  }

  @Override
  void step() throws InterruptedException {
    Stay now = stay;
    if (now == null) {
      stay = market.any(random()).map(this::enter).orElse(null);
      return;
    }
    List<Message> history = now.regular().history();
    boolean over = !history.isEmpty() && LAST.contains(history.getLast().type());
    if (over || System.nanoTime() - now.until() >= 0) {
      settle();
    } else if (bids && now.regular().unanswered().size() < MOST_UNANSWERED) {
      bid(now, history);
    }
  }

  private Stay enter(Listing listing) {
    long length =
        Math.min(
            LONGEST_VISIT.toMillis(),
            Duration.between(Instant.now(), listing.endsAt()).toMillis() + 20_000);
    return new Stay(
        listing,
        new Regular(account::person, listing.id()),
        System.nanoTime() + Duration.ofMillis(length).toNanos());
  }

  private void bid(Stay now, List<Message> history) {
    Optional<Message> last =
        history.reversed().stream().filter(m -> m.number("minNextBid") > 0).findFirst();
    if (last.isEmpty()) {
      return;
    }
    long next = last.get().number("minNextBid");
    long amount = next + Market.UNIT * random().nextInt(0, 2);
    int kind = random().nextInt(8);
    long max = kind < 2 ? amount + Market.UNIT * random().nextInt(1, 10) : amount;
    journal.count("socket bid", "sent");
    now.regular().bidUpTo(amount, max);
  }

  /// Leaves when every bid has its last word, or when none is likely to come.
  @Override
  void settle() throws InterruptedException {
    Stay leaving = stay;
    if (leaving == null) {
      return;
    }
    Regular regular = leaving.regular();
    boolean _ = Waiting.until(ANSWERED_WITHIN, () -> regular.unanswered().isEmpty());
    regular.close();
    journal.count("socket bid", "answered", regular.outcomes().size());
    journal.count("socket bid", "unknown", regular.unanswered().size());
    regular.departures().forEach(one -> journal.count("visit", "ended with " + one.code()));
    journal.saw(new Journal.Visit(name(), leaving.listing().id(), regular.history()));
    stay = null;
  }
}
