package com.neighborbid.auction.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the root of every complete day, one after the other from the day of the first entry on. A
/// day without entries has a root too, so that a missing one cannot be explained away.
@Component
class RootPublisher {
  private static final Logger log = LoggerFactory.getLogger(RootPublisher.class);

  /// How long after its end a day is left alone: what is decided late is mostly there by then.
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final RootRows rows;
  private final TransactionTemplate transactions;
  private final Clock clock;

  RootPublisher(RootRows rows, TransactionTemplate transactions, Clock clock) {
    this.rows = rows;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Publishes what is due and not published, each day in a transaction of its own. Several
  /// instances may try at once: one does it.
  void publishDue() {
    boolean more = true;
    while (more) {
      more = Boolean.TRUE.equals(transactions.execute(_ -> publishNext()));
    }
  }

  /// Whether a day was published.
  private boolean publishNext() {
    if (!rows.lock()) {
      return false;
    }
    Optional<DailyRoot> newest = rows.newest();
    Optional<LocalDate> next =
        newest
            .map(root -> root.day().plusDays(1))
            .or(() -> rows.firstEntry().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
    if (next.isEmpty() || !isDue(next.get())) {
      return false;
    }
    publish(next.get(), newest.map(DailyRoot::hash).orElse(Sha256.NONE));
    return true;
  }

  private boolean isDue(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return !clock.instant().isBefore(end.plus(GRACE));
  }

  private void publish(LocalDate day, String previous) {
    rows.takeLeaves(day);
    MerkleTree tree = MerkleTree.of(rows.leaves(day).stream().map(RootRows.Leaf::text).toList());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    DailyRoot root = DailyRoot.of(day, tree, previous, now);
    rows.insert(root);
    log.info("The ledger's root of {} over {} auctions is {}", day, tree.size(), root.root());
  }
}
