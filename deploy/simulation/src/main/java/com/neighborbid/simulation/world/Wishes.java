package com.neighborbid.simulation.world;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import com.neighborbid.simulation.check.AuctionChecks;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.fault.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people want of auctions and of their money, by chance, mostly such that it makes sense.
final class Wishes {
  private static final int AUCTIONS_MAX = 5;
  private static final long UNIT = 100;

  private final Random random;
  private final MoneyWishes money;
  private long opened;
  private long ids;

  Wishes(Random random) {
    this.random = random;
    this.money = new MoneyWishes(random);
  }

  Op next(World world) {
    List<Row> auctions = new ArrayList<>(world.table("auction").rows());
    int seldomness = auctions.isEmpty() ? 3 : 40;
    if (opened == 0 || (opened < AUCTIONS_MAX && random.nextInt(seldomness) == 0)) {
      return append(open(world));
    }
    int roll = random.nextInt(100);
    if (roll < 16) {
      return money.next(world, fault());
    }
    if (auctions.isEmpty()) {
      return append(bid(1 + random.nextLong(opened), null));
    }
    Row auction = auctions.get(random.nextInt(auctions.size()));
    return append(roll < 86 ? bid(auction.number("id"), auction) : command(auction, world));
  }

  private Op.Append append(AuctionInput input) {
    return People.append(input, fault());
  }

  /// Now and then the log does not take it, or takes it and does not say so.
  private Fault.Kind fault() {
    return switch (random.nextInt(60)) {
      case 0 -> Fault.Kind.FAIL_BEFORE;
      case 1 -> Fault.Kind.FAIL_AFTER;
      default -> Fault.Kind.NONE;
    };
  }

  private UUID id() {
    return new UUID(5, ++ids);
  }

  private OpenAuction open(World world) {
    long start = UNIT * (1 + random.nextInt(10));
    boolean instant = random.nextInt(3) == 0;
    boolean reserve = random.nextInt(3) == 0;
    Instant now = Instant.ofEpochMilli(world.nowMs());
    boolean later = random.nextInt(5) == 0;
    return new OpenAuction(
        ++opened,
        2,
        seller(opened),
        random.nextInt(4) == 0 ? Reach.NEIGHBORHOOD : Reach.NATIONAL,
        start,
        UNIT,
        instant ? Long.valueOf(start + UNIT * (5 + random.nextInt(60))) : null,
        reserve && !instant ? Long.valueOf(start + UNIT * random.nextInt(30)) : null,
        later ? now.plusMillis(random.nextInt(2_000)) : null,
        now.plusMillis(3_000 + random.nextInt(30_000)),
        new int[] {0, 1, 3}[random.nextInt(3)],
        1,
        "hash",
        random.nextInt(4) == 0 ? Increments.TIERED : null,
        instant && random.nextInt(3) == 0 ? random.nextInt(101) : null,
        random.nextInt(3) == 0 ? 1 + random.nextInt(6) : null,
        random.nextInt(3) == 0 ? random.nextInt(1_500) : null,
        seldom(random.nextInt(2_000)));
  }

  private @Nullable Long seldom(long value) {
    return random.nextInt(4) == 0 ? Long.valueOf(value) : null;
  }

  private static long seller(long auction) {
    return People.FIRST_SELLER + auction % People.SELLERS;
  }

  private AuctionInput bid(long auction, @Nullable Row row) {
    long bidder = 1 + random.nextLong(People.BIDDERS);
    if (row == null) {
      return new PlaceBid(auction, id(), bidder, UNIT * 5, null, List.of(), AuctionChecks.EDGE);
    }
    if (row.get("offer_bidder") != null && random.nextInt(3) == 0) {
      return new TakeOffer(
          auction,
          id(),
          row.number("offer_bidder"),
          row.number("offer_amount"),
          List.of(),
          AuctionChecks.EDGE);
    }
    long instant = row.number("instant_price");
    if (instant > 0 && random.nextInt(12) == 0) {
      return new BuyNow(auction, id(), bidder, instant, List.of(), AuctionChecks.EDGE);
    }
    boolean first = row.number("bid_count") == 0;
    long least = first ? row.number("start_price") : row.number("price") + UNIT;
    long amount = Math.max(UNIT, least + UNIT * (random.nextInt(7) - 1));
    if (random.nextInt(40) == 0) {
      amount += 1; // off the unit
    }
    return new PlaceBid(
        auction, id(), bidder, amount, maximum(amount, row), List.of(), AuctionChecks.EDGE);
  }

  /// Often none; sometimes just what the leader has, where the earlier one must win.
  private @Nullable Long maximum(long amount, Row row) {
    int roll = random.nextInt(10);
    long leaderMax = row.number("leader_max");
    if (roll < 2 && leaderMax >= amount) {
      return leaderMax;
    }
    return roll < 6 ? Long.valueOf(amount + UNIT * random.nextInt(15)) : null;
  }

  private AuctionInput command(Row row, World world) {
    long auction = row.number("id");
    long seller = row.number("seller_id");
    Instant now = Instant.ofEpochMilli(world.nowMs());
    if (row.flag("ended") && row.get("winner_id") == null && random.nextBoolean()) {
      return offer(row, now);
    }
    return switch (random.nextInt(12)) {
      case 0 -> new CloseAuction(auction, CloseCause.SELLER, seller, id());
      case 1 -> new CancelAuction(auction, id(), seller, random.nextInt(8) == 0);
      case 2, 3 -> edit(row);
      case 4, 5 -> new PauseAuction(auction, id(), cause(), People.ADMIN);
      case 6, 7, 8 -> new ResumeAuction(auction, id(), cause(), People.ADMIN);
      case 9 -> new SuspendBidder(auction, id(), 1 + random.nextLong(People.BIDDERS), People.ADMIN);
      case 10 -> offer(row, now);
      default -> new CloseAuction(auction, CloseCause.TIMER, null, null);
    };
  }

  private AuctionInput offer(Row row, Instant now) {
    long bidder = 1 + random.nextLong(People.BIDDERS);
    return new OfferSecondChance(
        row.number("id"),
        id(),
        row.number("seller_id"),
        bidder,
        now.plusMillis(500 + random.nextInt(9_000)));
  }

  private PauseCause cause() {
    return random.nextInt(3) == 0 ? PauseCause.MAINTENANCE : PauseCause.SUSPENDED;
  }

  private EditAuction edit(Row row) {
    boolean later = random.nextBoolean();
    return new EditAuction(
        row.number("id"),
        id(),
        row.number("seller_id"),
        random.nextBoolean() ? UNIT * (1 + random.nextInt(12)) : null,
        null,
        null,
        seldom(random.nextBoolean() ? 0 : UNIT * 40),
        null,
        seldom(UNIT * random.nextInt(15)),
        null,
        later ? Instant.ofEpochMilli(row.number("ends_at") + random.nextInt(3_000) - 500) : null,
        null,
        null,
        2,
        "edited");
  }
}
