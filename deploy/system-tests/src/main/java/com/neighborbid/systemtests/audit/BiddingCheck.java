package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import com.neighborbid.systemtests.audit.AuctionData.AuctionRow;
import com.neighborbid.systemtests.audit.AuctionData.BidRow;
import com.neighborbid.systemtests.audit.AuctionLog.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides every auction once more from its log. Only whether a wallet had the money is taken from
/// the rows, and must be backed by an answer of the wallet in the log.
final class BiddingCheck {
  private static final Set<String> TOO_LOW = Set.of("BELOW_MINIMUM", "OUTBID_MEANWHILE");

  private final AuctionData auction;
  private final List<Entry> log;
  private final Map<Long, Replay> replays = new HashMap<>();
  private final Map<Long, Long> lastSteps = new HashMap<>();

  /// Auctions whose rest cannot be judged: a bid is undecided, or an offender was found.
  private final Set<Long> unjudged = new HashSet<>();

  private final Set<Place> placed = new HashSet<>();
  private final Set<Place> declined = new HashSet<>();
  private final Set<UUID> seen = new HashSet<>();
  private final Finding.Builder finding = new Finding.Builder(Invariant.BIDDING);

  private BiddingCheck(AuctionData auction, List<Entry> log) {
    this.auction = auction;
    this.log = log;
  }

  static Finding run(AuctionData auction, List<Entry> log) {
    return new BiddingCheck(auction, log).run();
  }

  private Finding run() {
    log.forEach(this::collectWalletAnswer);
    log.forEach(this::decide);
    replays.forEach(this::compare);
    for (long id : auction.auctions().keySet()) {
      finding.require(replays.containsKey(id), "auction %d was never opened in the log", id);
    }
    return finding.done();
  }

  private void collectWalletAnswer(Entry entry) {
    switch (entry.input().orElse(null)) {
      case HoldPlaced answer -> placed.add(new Place(answer.auctionId(), answer.bidderId()));
      case HoldDeclined answer -> declined.add(new Place(answer.auctionId(), answer.bidderId()));
      case null, default -> {
        // decided later
      }
    }
  }

  private void decide(Entry entry) {
    switch (entry.input().orElse(null)) {
      case OpenAuction open -> {
        Replay _ = replays.computeIfAbsent(open.auctionId(), _ -> new Replay(open, entry.timeMs()));
      }
      case PlaceBid bid -> {
        if (seen.add(bid.bidId())) {
          decide(bid, entry);
        }
      }
      case CloseAuction close -> {
        Replay replay = replays.get(close.auctionId());
        if (replay != null && !unjudged.contains(close.auctionId())) {
          replay.close(close, entry.timeMs());
        }
      }
      case null, default -> {
        // collected before, or of no weight for a decision
      }
    }
  }

  private void decide(PlaceBid bid, Entry entry) {
    finding.examined(1);
    @Nullable BidRow row = auction.bids().get(bid.bidId());
    @Nullable Replay replay = replays.get(bid.auctionId());
    if (row == null || !row.isDecided()) {
      unjudged.add(bid.auctionId());
    }
    if (row == null || unjudged.contains(bid.auctionId())) {
      return;
    }
    String complaint =
        replay == null ? unknownAuction(row) : complaint(replay, bid, row, entry.timeMs());
    if (!complaint.isEmpty()) {
      finding.offender(
          "bid %s, %s: %s; the row says %s".formatted(bid.bidId(), entry, complaint, row));
      unjudged.add(bid.auctionId());
    }
  }

  private static String unknownAuction(BidRow row) {
    return row.code().equals("AUCTION_NOT_FOUND") ? "" : "its auction is not in the log before it";
  }

  private String complaint(Replay replay, PlaceBid bid, BidRow row, long timeMs) {
    Optional<String> refusal = replay.refusal(bid, timeMs);
    if (refusal.isPresent()) {
      return isRefusedAs(row, refusal.get()) ? "" : "must be refused as " + refusal.get();
    }
    Place place = new Place(bid.auctionId(), bid.bidderId());
    if (row.code().equals("INSUFFICIENT_FUNDS")) {
      return declined.contains(place) ? "" : "refused for its money, no wallet declined it";
    }
    if (row.status().equals("REJECTED")) {
      return "refused, and no rule refuses it";
    }
    if (!placed.contains(place)) {
      return "counts, and no wallet ever held money for it";
    }
    return complaint(replay.accept(bid, timeMs, row.offset()), row);
  }

  private String complaint(Replay.Effect effect, BidRow row) {
    if (!row.status().equals(effect.status()) || row.priceAfter() != effect.price()) {
      return "must be " + effect;
    }
    long lastStep = lastSteps.getOrDefault(row.auctionId(), 1L);
    if (effect.moved() ? row.step() <= lastStep : row.step() != 0) {
      return "must be " + effect + " after step " + lastStep;
    }
    if (effect.moved()) {
      lastSteps.put(row.auctionId(), row.step());
    }
    return "";
  }

  /// High enough on arrival or not is told apart by when the engine read the wallet's answers,
  /// which changes nothing but the word.
  private static boolean isRefusedAs(BidRow row, String code) {
    boolean sameWord =
        row.code().equals(code) || (TOO_LOW.contains(code) && TOO_LOW.contains(row.code()));
    return row.status().equals("REJECTED") && sameWord;
  }

  private void compare(long id, Replay replay) {
    finding.examined(1);
    @Nullable AuctionRow row = auction.auctions().get(id);
    if (row == null) {
      finding.offender("auction %d is in the log and has no row".formatted(id));
    } else if (!unjudged.contains(id)) {
      String difference = replay.differenceTo(row);
      finding.require(difference.isEmpty(), "auction %d: %s", id, difference);
    }
  }
}
