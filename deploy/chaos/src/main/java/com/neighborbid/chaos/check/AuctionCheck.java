package com.neighborbid.chaos.check;

import com.neighborbid.chaos.check.Rows.AuctionRow;
import com.neighborbid.chaos.load.Certainty;
import com.neighborbid.chaos.load.Journal.AuctionAsked;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every acknowledged listing is there with its seller, every acknowledged cancelling and ending
/// happened, and at rest every auction of these sellers is over, also those of which they never
/// knew.
final class AuctionCheck {
  private AuctionCheck() {}

  static Offences run(Rows rows, List<AuctionAsked> asked) {
    Offences.Collector found = new Offences.Collector("auctions listed, cancelled, ended");
    for (AuctionAsked one : asked) {
      if (one.certainty() == Certainty.DONE) {
        found.examined(1);
        check(rows.auctions().get(one.auctionId()), one, found);
      }
    }
    Set<Long> sellers = sellers(asked);
    rows.auctions()
        .forEach(
            (id, row) -> {
              if (sellers.contains(row.sellerId())) {
                found.examined(1);
                if (!row.ended()) {
                  found.add("auction %d has not ended".formatted(id));
                }
              }
            });
    return found.done();
  }

  static Set<Long> sellers(List<AuctionAsked> asked) {
    return asked.stream().map(AuctionAsked::sellerId).collect(Collectors.toSet());
  }

  private static void check(
      @Nullable AuctionRow row, AuctionAsked asked, Offences.Collector found) {
    if (row == null) {
      found.add("acknowledged and not there: " + asked);
      return;
    }
    boolean asTold =
        switch (asked.what()) {
          case "cancel" -> row.cancelled() && row.winnerId() == 0;
          case "close" -> row.ended();
          default -> row.sellerId() == asked.sellerId();
        };
    if (!asTold) {
      found.add("%s, the row says %s".formatted(asked, row));
    }
  }
}
