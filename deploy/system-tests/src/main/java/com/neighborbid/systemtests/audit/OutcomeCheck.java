package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.systemtests.audit.AuctionData.BidRow;
import com.neighborbid.systemtests.audit.LogReader.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// No bid is lost and nobody was told anything else than what is so.
final class OutcomeCheck {
  private final AuctionData auction;
  private final Finding.Builder finding = new Finding.Builder(Invariant.OUTCOMES);

  private OutcomeCheck(AuctionData auction) {
    this.auction = auction;
  }

  static Finding run(AuctionData auction, List<Entry> log, List<BidAnswer> answers) {
    OutcomeCheck check = new OutcomeCheck(auction);
    check.checkRecords(log);
    auction.bids().values().forEach(check::checkDecided);
    answers.forEach(check::checkAnswer);
    return check.finding.done();
  }

  private void checkRecords(List<Entry> log) {
    Map<Integer, Set<Long>> skipped = new HashMap<>();
    auction.lanes().forEach(lane -> skipped.put(lane.partition(), lane.skipped()));
    Set<UUID> seen = new HashSet<>();
    for (Entry entry : log) {
      @Nullable AuctionInput input = entry.input().orElse(null);
      if (input == null || input instanceof AuctionInput.Unknown) {
        boolean noted = skipped.getOrDefault(entry.partition(), Set.of()).contains(entry.offset());
        finding.require(noted, "%s cannot be read and is not among the skipped", entry);
        continue;
      }
      Wish.of(input)
          .filter(bid -> seen.add(bid.bidId()))
          .ifPresent(
              bid -> {
                finding.examined(1);
                checkRow(bid, entry);
              });
    }
    for (UUID id : auction.bids().keySet()) {
      finding.require(seen.contains(id), "bid %s has a row and is not in the log", id);
    }
  }

  private void checkRow(Wish bid, Entry entry) {
    @Nullable BidRow row = auction.bids().get(bid.bidId());
    if (row == null) {
      finding.offender("bid %s, %s, has no row".formatted(bid.bidId(), entry));
      return;
    }
    boolean same =
        row.kind().equals(bid.kind())
            && row.auctionId() == bid.auctionId()
            && row.bidderId() == bid.bidderId()
            && row.amount() == bid.amount()
            && row.max() == bid.max()
            && row.partition() == entry.partition()
            && row.offset() == entry.offset();
    finding.require(same, "%s at %s, the row says %s", bid, entry, row);
  }

  private void checkDecided(BidRow row) {
    finding.require(row.isDecided(), "bid %s has no outcome yet", row.id());
  }

  private void checkAnswer(BidAnswer answer) {
    finding.examined(1);
    @Nullable BidRow row = auction.bids().get(answer.bidId());
    if (row == null) {
      finding.offender("%s, and there is no such bid".formatted(answer));
      return;
    }
    boolean sameBid = row.auctionId() == answer.auctionId() && row.bidderId() == answer.bidderId();
    // Taken in is also a bid whose key was used for another: it is refused later, without a row.
    boolean asTold =
        answer.status().equals("RECEIVED")
            || (row.amount() == answer.amount()
                && row.status().equals(answer.status())
                && row.code().equals(answer.code().orElse("")));
    finding.require(sameBid && asTold, "%s, the row says %s", answer, row);
  }
}
