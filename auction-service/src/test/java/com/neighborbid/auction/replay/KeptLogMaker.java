package com.neighborbid.auction.replay;

import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BidderFact;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/// Wrote the kept logs: a varied run of each version of the rules, with wallets that answer late
/// and not always yes. Run again only for a new version; what is kept never changes.
final class KeptLogMaker {
  private static final long FIRST_MS = 1_800_000_000_000L;
  private static final int AUCTIONS = 12;
  private static final int BIDDERS = 9;
  private static final int INPUTS = 700;
  private static final long SELLER = 1;
  private static final long PURSE = 400_000;

  private final int version;
  private final Random random;
  private final List<LogLine> lines = new ArrayList<>();
  private final Map<Integer, Long> offsets = new HashMap<>();

  /// Answers of wallets that are on their way.
  private final Deque<AuctionInput> answers = new ArrayDeque<>();

  private final Map<List<Long>, Long> levels = new HashMap<>();
  private final Map<Long, Long> purses = new HashMap<>();
  private final Map<Long, List<UUID>> bidIds = new HashMap<>();
  private final Derivation derivation = new Derivation(OptionalLong.empty(), this::heard);
  private long nowMs = FIRST_MS;

  private KeptLogMaker(int version) {
    this.version = version;
    this.random = new Random(version);
  }

  /// @param arguments the folder to write to, and the versions
  static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      int version = Integer.parseInt(arguments[i]);
      List<LogLine> log = new KeptLogMaker(version).make();
      Files.write(
          folder.resolve("rules-%d.jsonl".formatted(version)),
          log.stream().map(LogLine::toJson).toList());
      Files.write(
          folder.resolve("rules-%d.outcomes.jsonl".formatted(version)),
          Outcomes.of(log).stream().map(Object::toString).toList());
    }
  }

  private List<LogLine> make() {
    for (long id = 1; id <= AUCTIONS; id++) {
      append(open(id));
    }
    poison();
    for (int i = 0; i < INPUTS; i++) {
      nowMs += random.nextInt(40);
      act();
      while (!answers.isEmpty() && random.nextInt(3) > 0) {
        append(answers.removeFirst());
      }
    }
    nowMs += 600_000;
    for (long id = 1; id <= AUCTIONS; id++) {
      append(new CloseAuction(id, CloseCause.TIMER, null, null));
      if (version > 1) {
        append(new ResumeAuction(id, uuid(), PauseCause.SUSPENDED, 2));
      }
    }
    while (!answers.isEmpty()) {
      append(answers.removeFirst());
    }
    nowMs += 600_000;
    for (long id = 1; id <= AUCTIONS; id++) {
      append(new CloseAuction(id, CloseCause.TIMER, null, null));
    }
    if (version > 1) {
      secondChances();
    }
    return lines;
  }

  private void act() {
    long id = 1 + random.nextInt(AUCTIONS + 1); // one of them is never opened
    int kind = random.nextInt(100);
    if (version > 1 && kind >= 88) {
      append(rare(id, kind));
    } else if (kind < 2) {
      long asking = SELLER + random.nextInt(2);
      append(new CloseAuction(id, CloseCause.SELLER, asking, version > 1 ? uuid() : null));
    } else if (kind < 4) {
      append(new CloseAuction(id, CloseCause.TIMER, null, null));
    } else if (kind < 8) {
      append(new StartAuction(id));
    } else {
      append(bid(id));
    }
  }

  private AuctionInput bid(long id) {
    DerivedAuction known = derivation.auctions().get(id);
    long price = known == null ? 10_000 : known.auction.minNextBid();
    boolean all = id % 3 == 0 && random.nextInt(25) == 0;
    long amount = all ? instant(id) : price + 500L * (random.nextInt(12) - 2);
    Long max = random.nextInt(3) == 0 ? amount + 500L * random.nextInt(80) : null;
    List<UUID> before = bidIds.computeIfAbsent(id, _ -> new ArrayList<>());
    boolean again = !before.isEmpty() && random.nextInt(30) == 0;
    UUID bidId = again ? before.get(random.nextInt(before.size())) : uuid();
    before.add(bidId);
    List<BidderFact> facts = random.nextInt(60) == 0 ? List.of(BidderFact.SUSPENDED) : List.of();
    return new PlaceBid(id, bidId, bidder(), Math.max(1, amount), max, facts, null);
  }

  private AuctionInput rare(long id, int kind) {
    return switch (kind) {
      case 88, 89, 90 -> new BuyNow(id, uuid(), bidder(), instant(id), List.of(), null);
      case 91 -> new CancelAuction(id, uuid(), SELLER, random.nextInt(4) == 0);
      case 92, 93 -> edit(id);
      case 94 -> new PauseAuction(id, uuid(), PauseCause.MAINTENANCE, 2);
      case 95, 96 -> new ResumeAuction(id, uuid(), PauseCause.MAINTENANCE, 2);
      case 97 -> new SuspendBidder(id, uuid(), leader(id), 2);
      case 98 ->
          new OfferSecondChance(id, uuid(), SELLER, bidder(), Instant.ofEpochMilli(nowMs + 5_000));
      default -> new TakeOffer(id, uuid(), bidder(), 20_000, List.of(), null);
    };
  }

  private long leader(long id) {
    DerivedAuction known = derivation.auctions().get(id);
    long leader = known == null ? 0 : known.auction.snapshot().leaderId();
    return leader == 0 ? bidder() : leader;
  }

  private AuctionInput edit(long id) {
    return new EditAuction(
        id,
        uuid(),
        SELLER,
        9_000L,
        null,
        random.nextBoolean() ? Increments.TIERED : null,
        null,
        null,
        0L,
        null,
        Instant.ofEpochMilli(nowMs + 90_000),
        random.nextBoolean() ? 5 : null,
        null,
        2,
        "edited");
  }

  /// Every unsold auction is offered to everybody in turn; some can pay.
  private void secondChances() {
    for (long id = 1; id <= AUCTIONS; id++) {
      for (long bidder = 10; bidder < 10 + BIDDERS; bidder++) {
        nowMs += 1_000;
        Instant until = Instant.ofEpochMilli(nowMs + 900);
        append(new OfferSecondChance(id, uuid(), SELLER, bidder, until));
        DerivedAuction known = derivation.auctions().get(id);
        var offer = known == null ? null : known.auction.snapshot().offer();
        if (offer != null && random.nextInt(3) == 0) {
          append(new TakeOffer(id, uuid(), bidder, offer.amount(), List.of(), null));
        }
        while (!answers.isEmpty()) {
          append(answers.removeFirst());
        }
      }
    }
  }

  private OpenAuction open(long id) {
    boolean full = version > 1;
    Instant startsAt = id % 4 == 0 ? Instant.ofEpochMilli(nowMs + 3_000) : null;
    return new OpenAuction(
        id,
        version,
        SELLER,
        id % 5 == 0 ? Reach.NEIGHBORHOOD : Reach.NATIONAL,
        10_000,
        500,
        id % 3 == 0 ? instant(id) : null,
        id % 2 == 0 ? 60_000L + 20_000 * id : null,
        startsAt,
        Instant.ofEpochMilli(nowMs + 15_000 + 2_000 * id),
        id % 3 == 1 ? 4 : 0,
        1,
        "hash " + id,
        full && id % 2 == 1 ? Increments.TIERED : null,
        full && id % 6 == 0 ? Integer.valueOf(30) : null,
        full && id % 6 == 1 ? Integer.valueOf(3) : null,
        full ? Integer.valueOf(250) : null,
        full ? Long.valueOf(1_000) : null);
  }

  private static long instant(long id) {
    return 90_000L + 1_000 * id;
  }

  private void poison() {
    append(3, "auction.PlaceBid.v1", "{\"auctionId\":3}");
    append(4, "auction.PlaceBid.v1", "nonsense");
    append(5, "auction.SomethingNew.v1", "{}");
    String open = new String(ContractJson.write(open(77)), StandardCharsets.UTF_8);
    append(
        77,
        "auction.OpenAuction.v1",
        open.replace("\"rulesVersion\":" + version, "\"rulesVersion\":99"));
    append(6, "auction.StartAuction.v1", "{\"auctionId\":7}");
  }

  private void append(AuctionInput input) {
    String value = new String(ContractJson.write(input), StandardCharsets.UTF_8);
    append(input.auctionId(), AuctionInputCodec.typeOf(input), value);
  }

  private void append(long key, String type, String value) {
    int partition = (int) (key % 2);
    long offset = offsets.merge(partition, 1L, Long::sum) - 1;
    // Stamps may fall behind: the clock of a broker was set back.
    long stamp = nowMs - (random.nextInt(50) == 0 ? 500 : 0);
    LogLine line =
        new LogLine(
            partition, offset, stamp, "" + key, type, value.getBytes(StandardCharsets.UTF_8));
    lines.add(line);
    derivation.accept(line);
  }

  private void heard(DerivedAuction auction, Effect effect) {
    long id = auction.auction.terms().auctionId();
    if (effect instanceof SetHold hold) {
      List<Long> place = List.of(id, hold.bidderId());
      long level = levels.getOrDefault(place, 0L);
      long purse = purses.getOrDefault(hold.bidderId(), PURSE / 9 * (hold.bidderId() - 9));
      boolean placed = hold.to() - level <= purse;
      if (placed) {
        levels.put(place, hold.to());
        purses.put(hold.bidderId(), purse - hold.to() + level);
      }
      if (hold.asking()) {
        answers.addLast(
            placed
                ? new HoldPlaced(id, hold.bidderId(), hold.commandSeq())
                : new HoldDeclined(id, hold.bidderId(), hold.commandSeq()));
      }
    } else if (effect instanceof Capture capture) {
      List<Long> place = List.of(id, capture.winnerId());
      long level = levels.getOrDefault(place, 0L);
      purses.merge(capture.winnerId(), level - capture.price(), Long::sum);
      levels.put(place, 0L);
    }
  }

  private long bidder() {
    return random.nextInt(40) == 0 ? SELLER : 10 + random.nextInt(BIDDERS);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
