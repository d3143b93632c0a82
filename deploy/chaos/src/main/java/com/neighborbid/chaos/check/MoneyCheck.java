package com.neighborbid.chaos.check;

import com.neighborbid.chaos.check.Rows.Moved;
import com.neighborbid.chaos.check.Rows.RequestRow;
import com.neighborbid.chaos.check.Rows.Sum;
import com.neighborbid.chaos.load.Certainty;
import com.neighborbid.chaos.load.Journal.MoneyAsked;
import com.neighborbid.common.contract.BidIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every acknowledged deposit and withdrawal is in the ledger once, nothing is there that nobody
/// asked for, and what was refused moved nothing.
final class MoneyCheck {
  private final Rows rows;
  private final Offences.Collector found = new Offences.Collector("money asked for");
  private final Map<Moved, Sum> done = new HashMap<>();
  private final Set<Long> users = new HashSet<>();

  private MoneyCheck(Rows rows) {
    this.rows = rows;
  }

  static Offences run(Rows rows, List<MoneyAsked> asked) {
    return new MoneyCheck(rows).run(asked);
  }

  private Offences run(List<MoneyAsked> asked) {
    Set<UUID> known = new HashSet<>();
    for (MoneyAsked one : asked) {
      found.examined(1);
      users.add(one.userId());
      known.add(idOf(one));
      check(one);
    }
    rows.requests()
        .forEach(
            (id, row) -> {
              if (users.contains(row.userId()) && !known.contains(id)) {
                found.add("nobody asked for %s of %s".formatted(id, row));
              }
            });
    for (long user : users) {
      for (String kind : List.of("DEPOSIT", "WITHDRAWAL")) {
        Moved key = new Moved(user, kind);
        Sum expected = done.getOrDefault(key, new Sum(0, 0));
        Sum moved = rows.moved().getOrDefault(key, new Sum(0, 0));
        if (!expected.equals(moved)) {
          found.add("user %d, %s: decided %s, moved %s".formatted(user, kind, expected, moved));
        }
      }
    }
    return found.done();
  }

  private void check(MoneyAsked asked) {
    @Nullable RequestRow row = rows.requests().get(idOf(asked));
    if (row == null) {
      if (asked.certainty() == Certainty.DONE) {
        found.add("acknowledged and not there: " + asked);
      }
      return;
    }
    boolean same =
        row.kind().equals(asked.kind())
            && row.userId() == asked.userId()
            && row.amount() == asked.amount();
    boolean moved = row.outcome().equals("DONE");
    if (moved) {
      Moved key = new Moved(asked.userId(), asked.kind());
      done.put(key, done.getOrDefault(key, new Sum(0, 0)).plus(asked.amount()));
    }
    boolean asTold =
        switch (asked.certainty()) {
          case DONE -> moved && asked.transactionId().equals(idOf(asked).toString());
          case REFUSED -> !moved;
          case UNKNOWN -> true;
        };
    if (!same || !asTold) {
      found.add("%s, the row says %s".formatted(asked, row));
    }
  }

  private static UUID idOf(MoneyAsked asked) {
    return BidIds.moneyRequest(asked.kind().toLowerCase(Locale.ROOT), asked.userId(), asked.key());
  }
}
