package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.systemtests.audit.AuctionData.AuctionRow;
import com.neighborbid.systemtests.audit.AuctionData.BidRow;
import com.neighborbid.systemtests.audit.LogReader.Entry;
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
    AuctionInput input = entry.input().orElse(null);
    if (input instanceof HoldPlaced answer) {
      placed.add(new Place(answer.auctionId(), answer.bidderId()));
    } else if (input instanceof HoldDeclined answer) {
      declined.add(new Place(answer.auctionId(), answer.bidderId()));
    }
  }

  private void decide(Entry entry) {
    // OutcomeCheck looks after what cannot be read.
    entry.input().ifPresent(input -> decide(input, entry));
  }

  private void decide(AuctionInput input, Entry entry) {
    if (input instanceof OpenAuction open) {
      if (ReplayTerms.areKnown(open)) {
        Replay _ = replays.computeIfAbsent(open.auctionId(), _ -> new Replay(open, entry.timeMs()));
      }
      return;
    }
    Optional<Wish> bid = Wish.of(input).filter(wish -> seen.add(wish.bidId()));
    bid.ifPresent(wish -> decide(wish, entry));
    @Nullable Replay replay = replays.get(input.auctionId());
    if (replay != null && !unjudged.contains(input.auctionId())) {
      String code = ReplayCommands.decide(replay, input, entry.timeMs());
      ReplayCommands.idOf(input).ifPresent(id -> compare(id, code, input.auctionId(), entry));
    }
  }

  /// What somebody asked for besides bids.
  private void compare(UUID id, String code, long auctionId, Entry entry) {
    @Nullable AuctionRow row = auction.auctions().get(auctionId);
    @Nullable String told = auction.commands().get(id);
    if (told == null && row != null && row.undecided() > 0) {
      unjudged.add(auctionId);
      return;
    }
    finding.examined(1);
    if (!code.equals(told)) {
      finding.offender(
          "auction %d, %s: the command must be %s; the row says %s"
              .formatted(auctionId, entry, word(code), told == null ? "nothing" : word(told)));
      unjudged.add(auctionId);
    }
  }

  private static String word(String code) {
    return code.isEmpty() ? "done" : "refused as " + code;
  }

  private void decide(Wish bid, Entry entry) {
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

  private String complaint(Replay replay, Wish bid, BidRow row, long timeMs) {
    List<String> refusals = replay.refusals(bid, timeMs);
    if (!refusals.isEmpty()) {
      return isRefusedAs(row, refusals) ? "" : "must be refused as " + refusals.getFirst();
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
  /// which changes nothing but the word. A bid that was too low may have been refused as such at
  /// once, before it was certain that the auction had ended.
  private static boolean isRefusedAs(BidRow row, List<String> codes) {
    String first = codes.getFirst();
    boolean tooLow = TOO_LOW.contains(row.code()) && codes.contains("BELOW_MINIMUM");
    boolean noInstant = row.code().equals("NO_INSTANT_PRICE") && codes.contains(row.code());
    boolean atOnce =
        (tooLow || noInstant) && (first.equals("AUCTION_ENDED") || first.equals(codes.getLast()));
    return row.status().equals("REJECTED") && (row.code().equals(first) || atOnce);
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
