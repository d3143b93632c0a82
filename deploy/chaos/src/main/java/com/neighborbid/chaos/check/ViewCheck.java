package com.neighborbid.chaos.check;

import com.neighborbid.chaos.check.Rows.AuctionRow;
import com.neighborbid.chaos.check.Rows.Step;
import com.neighborbid.chaos.check.Rows.StepRow;
import com.neighborbid.chaos.load.Journal.Visit;
import com.neighborbid.systemtests.client.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each viewer saw is a rising history without gaps that the rows agree with: the state first,
/// then every step once, in order; only a snapshot may leap, and never back. One auction has one
/// winner, whoever tells it.
final class ViewCheck {
  private final Rows rows;
  private final Offences.Collector found = new Offences.Collector("room messages");

  private ViewCheck(Rows rows) {
    this.rows = rows;
  }

  static Offences run(Rows rows, List<Visit> visits) {
    ViewCheck check = new ViewCheck(rows);
    visits.forEach(check::check);
    return check.found.done();
  }

  private void check(Visit visit) {
    long last = -1;
    for (Message message : visit.seen()) {
      found.examined(1);
      long seq = message.number("seq");
      boolean inOrder = message.is("snapshot") ? seq >= last : last >= 0 && seq == last + 1;
      if (!inOrder) {
        found.add("%s saw %s after step %d".formatted(visit.who(), message, last));
      }
      last = Math.max(seq, last);
      agree(visit, message, seq);
    }
  }

  private void agree(Visit visit, Message message, long seq) {
    @Nullable StepRow row = rows.steps().get(new Step(visit.auctionId(), seq));
    @Nullable AuctionRow auction = rows.auctions().get(visit.auctionId());
    if (row == null || auction == null) {
      found.add("%s saw %s, there is no such step".formatted(visit.who(), message));
      return;
    }
    boolean sameBid =
        row.bidId() == null
            || message.text("bidId").isEmpty()
            || row.bidId().toString().equals(message.text("bidId"));
    boolean samePrice = message.number("amount") == row.price();
    boolean sameWinner =
        !(message.is("auction_end") || message.is("sold_out"))
            || Math.max(0, message.number("winner_id")) == auction.winnerId();
    if (!sameBid || !samePrice || !sameWinner) {
      found.add("%s saw %s, the rows say %s of %s".formatted(visit.who(), message, row, auction));
    }
  }
}
