package com.neighborbid.systemtests.audit;

import com.neighborbid.systemtests.audit.AuctionData.AuctionRow;
import com.neighborbid.systemtests.audit.AuctionData.BidRow;
import com.neighborbid.systemtests.audit.AuctionData.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public record of each auction, checked as anybody could: every entry carries the hash of the
/// one before. Beside that it must agree with the rows.
final class RecordCheck {
  private static final String BEFORE_THE_FIRST = "0".repeat(64);

  private final AuctionData auction;
  private final Map<Long, LedgerRow> last = new HashMap<>();
  private final Finding.Builder finding = new Finding.Builder(Invariant.RECORD);

  private RecordCheck(AuctionData auction) {
    this.auction = auction;
  }

  static Finding run(AuctionData auction) {
    RecordCheck check = new RecordCheck(auction);
    auction.ledger().forEach(check::check);
    auction.auctions().values().forEach(check::checkHead);
    return check.finding.done();
  }

  private void check(LedgerRow entry) {
    finding.examined(1);
    @Nullable LedgerRow before = last.put(entry.auctionId(), entry);
    long seq = before == null ? 1 : before.seq() + 1;
    String previous = before == null ? BEFORE_THE_FIRST : before.hash();
    finding.require(entry.seq() == seq, "%s follows step %d", entry, seq - 1);
    finding.require(entry.hash().equals(hash(entry, previous)), "the hash of %s is another", entry);
    if (entry.bidId() != null) {
      checkBid(entry);
    }
  }

  private void checkBid(LedgerRow entry) {
    @Nullable BidRow bid = auction.bids().get(entry.bidId());
    boolean same =
        bid != null
            && bid.auctionId() == entry.auctionId()
            && bid.step() == entry.seq()
            && bid.amount() == entry.amount()
            && bid.offset() == entry.offset()
            && bid.priceAfter() == entry.price();
    finding.require(same, "%s is of the bid %s", entry, String.valueOf(bid));
  }

  private void checkHead(AuctionRow row) {
    @Nullable LedgerRow head = last.get(row.id());
    boolean same =
        head != null
            && head.seq() == row.seq()
            && head.hash().equals(row.ledgerHash())
            && head.price() == row.price()
            && head.endsAtMs() == row.endsAtMs();
    finding.require(
        same,
        "auction %d: the record ends with %s, the row says %s",
        row.id(),
        String.valueOf(head),
        row);
    boolean offered = row.endedBy().equals("SECOND_CHANCE");
    finding.require(
        !offered || row.offeredTo() == row.winnerId(),
        "auction %d was won by a second chance without an offer to %d",
        row.id(),
        row.winnerId());
  }

  private static String hash(LedgerRow entry, String previous) {
    List<String> parts =
        List.of(
            "neighborbid-ledger-1",
            "" + entry.auctionId(),
            "" + entry.seq(),
            entry.kind(),
            Instant.ofEpochMilli(entry.atMs()).toString(),
            "" + entry.offset(),
            unlessZero(entry.amount()),
            "" + entry.price(),
            unlessZero(entry.bidder()),
            unlessZero(entry.leader()),
            Instant.ofEpochMilli(entry.endsAtMs()).toString(),
            entry.detail(),
            previous);
    byte[] text = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String unlessZero(long value) {
    return value == 0 ? "" : "" + value;
  }
}
