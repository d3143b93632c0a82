package com.neighborbid.simulation.check;

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
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides an auction's log one record after the other, told for each bid whether its money was
/// there: no queue, no asking, no levels. What the engine decides must be the same. Written from
/// the rules a second time, on purpose.
final class Oracle {
  static final String REFUSED = "REFUSED";
  static final String UNFUNDED = "UNFUNDED";

  private final long sellerId;
  private final Increments increments;
  private final Map<Long, Long> driven = new HashMap<>();
  private final Set<Long> suspended = new HashSet<>();
  private final Set<PauseCause> pauses = EnumSet.noneOf(PauseCause.class);
  private long pausedSince;
  private long start;
  private long unit;
  private long instant;
  private long reserve;
  private int instantUntil;
  private long softCloseMs;
  private long latestEnd;
  private long startsAt;
  private @Nullable OfferSecondChance offer;
  private long offered;
  long endsAt;
  long price;
  long leader;
  long leaderMax;
  long bidCount;
  boolean ended;
  boolean cancelled;
  boolean sold;

  /// The parts of the three kinds of bid that count.
  private record Wanted(boolean buys, boolean takes, long bidder, long amount, long max) {}

  Oracle(OpenAuction open, long timeMs) {
    sellerId = open.sellerId();
    increments = open.increments() == null ? Increments.FIXED : open.increments();
    start = open.startPrice();
    unit = open.bidUnit();
    instant = zero(open.instantPrice());
    reserve = zero(open.reservePrice());
    instantUntil = open.instantUntilPercent() == null ? 100 : open.instantUntilPercent();
    softCloseMs = open.softCloseSeconds() * 1_000L;
    endsAt = open.endsAt().toEpochMilli();
    Integer cap = open.softCloseCapSeconds();
    latestEnd = cap == null ? 0 : endsAt + cap * 1_000L;
    startsAt = open.startsAt() == null ? timeMs : open.startsAt().toEpochMilli();
  }

  private static long zero(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }

  /// What becomes of a bid: how and at which price, or why not.
  ///
  /// @param funded whether its money was there
  String bid(AuctionInput input, long time, boolean funded) {
    Wanted wanted = wanted(input);
    if (wanted.takes()) {
      return take(wanted, time, funded);
    }
    boolean purchase = isPurchase(wanted);
    if (!isAllowed(wanted, purchase, time)) {
      return REFUSED;
    }
    if (!funded) {
      return UNFUNDED;
    }
    if (purchase) {
      price = leaderMax = instant;
      leader = wanted.bidder();
      bidCount++;
      ended = true;
      sold = true;
      return "WON " + price;
    }
    if (wanted.bidder() == leader) {
      leaderMax = wanted.max();
      return "ACCEPTED " + price;
    }
    bidCount++;
    String word = compete(wanted);
    liftToReserve();
    if (softCloseMs > 0 && time >= endsAt - softCloseMs) {
      long later = time + softCloseMs;
      endsAt = Math.max(endsAt, latestEnd == 0 ? later : Math.min(later, latestEnd));
    }
    return word + " " + price;
  }

  private static Wanted wanted(AuctionInput input) {
    return switch (input) {
      case PlaceBid bid ->
          new Wanted(
              false,
              false,
              bid.bidderId(),
              bid.amount(),
              bid.maxAmount() == null ? bid.amount() : bid.maxAmount());
      case BuyNow buy -> new Wanted(true, false, buy.bidderId(), buy.price(), buy.price());
      case TakeOffer take -> new Wanted(false, true, take.bidderId(), take.price(), take.price());
      default -> throw new IllegalArgumentException("no bid: " + input);
    };
  }

  private String take(Wanted wanted, long time, boolean funded) {
    OfferSecondChance open = offer;
    boolean allowed =
        open != null
            && !sold
            && wanted.bidder() != sellerId
            && !suspended.contains(wanted.bidder())
            && open.bidderId() == wanted.bidder()
            && offered == wanted.amount()
            && time < open.validUntil().toEpochMilli();
    if (!allowed) {
      return REFUSED;
    }
    if (!funded) {
      return UNFUNDED;
    }
    price = leaderMax = offered;
    leader = wanted.bidder();
    sold = true;
    return "WON " + price;
  }

  private boolean isPurchase(Wanted wanted) {
    boolean open = instantUntil == 0 ? bidCount == 0 : price * 100 <= instant * instantUntil;
    return instant > 0 && wanted.amount() >= instant && price < instant && open;
  }

  private boolean isAllowed(Wanted wanted, boolean purchase, long time) {
    boolean runs = !ended && pauses.isEmpty() && time >= startsAt && time < endsAt;
    boolean fits =
        wanted.bidder() != sellerId
            && !suspended.contains(wanted.bidder())
            && wanted.amount() % unit == 0
            && wanted.max() % unit == 0
            && (wanted.amount() >= instant || wanted.max() < instant);
    if (!runs || !fits) {
      return false;
    }
    if (wanted.buys()) {
      return purchase && wanted.amount() == instant;
    }
    boolean enough = wanted.amount() >= (bidCount == 0 ? start : next(price));
    boolean more = wanted.bidder() != leader || wanted.max() > leaderMax;
    return purchase || (enough && more);
  }

  private String compete(Wanted wanted) {
    if (leader == 0) {
      price = wanted.amount();
    } else if (wanted.max() > leaderMax) {
      price = Math.max(wanted.amount(), Math.min(wanted.max(), next(leaderMax)));
      drive(leader, leaderMax);
    } else {
      price = Math.min(leaderMax, next(wanted.max()));
      drive(wanted.bidder(), wanted.max());
      return "OUTBID";
    }
    leader = wanted.bidder();
    leaderMax = wanted.max();
    return "ACCEPTED";
  }

  private void drive(long bidder, long amount) {
    driven.merge(bidder, amount, Math::max);
  }

  private long next(long amount) {
    if (increments == Increments.FIXED) {
      return amount + unit;
    }
    long[][] table = {
      {1_000, 50},
      {5_000, 250},
      {25_000, 500},
      {100_000, 1_000},
      {250_000, 2_500},
      {500_000, 5_000},
      {1_000_000, 10_000},
      {2_500_000, 25_000},
      {5_000_000, 50_000}
    };
    long step = 100_000;
    for (int i = table.length - 1; i >= 0; i--) {
      step = amount < table[i][0] ? table[i][1] : step;
    }
    return amount + (step + unit - 1) / unit * unit;
  }

  private void liftToReserve() {
    if (leaderMax >= reserve && price < reserve) {
      price = reserve;
    }
  }

  /// Whatever is no bid.
  void other(AuctionInput input, long time) {
    boolean over = ended || (pauses.isEmpty() && time >= endsAt);
    switch (input) {
      case CloseAuction close -> close(close, over, time);
      case CancelAuction cancel -> {
        boolean own = cancel.requestedBy() == sellerId && !over && bidCount == 0;
        if (!ended && (cancel.byAdmin() || own)) {
          ended = true;
          cancelled = true;
        }
      }
      case EditAuction edit -> {
        if (edit.requestedBy() == sellerId && !over && bidCount == 0) {
          edit(edit);
        }
      }
      case PauseAuction pause -> {
        if (!over) {
          pausedSince = pauses.isEmpty() ? time : pausedSince;
          pauses.add(pause.cause());
        }
      }
      case ResumeAuction resume -> resume(resume, time);
      case SuspendBidder suspend -> {
        if (!ended) {
          suspended.add(suspend.bidderId());
          if (leader == suspend.bidderId()) {
            leader = 0;
            leaderMax = price;
          }
        }
      }
      case OfferSecondChance made -> offer(made, time);
      default -> {
        // answers of the wallet, and the start, which only tells the room
      }
    }
  }

  private void close(CloseAuction close, boolean over, long time) {
    boolean bySeller = close.cause() == CloseCause.SELLER;
    boolean now =
        bySeller
            ? zero(close.requestedBy()) == sellerId && pauses.isEmpty() && time >= startsAt
            : over;
    if (!ended && now) {
      ended = true;
      liftToReserve();
      boolean bought = instant > 0 && price >= instant;
      sold = leader != 0 && (price >= reserve || bought);
    }
  }

  private void resume(ResumeAuction resume, long time) {
    if (pauses.remove(resume.cause()) && pauses.isEmpty() && !ended) {
      long length = Math.max(0, time - pausedSince);
      endsAt += length;
      latestEnd += latestEnd == 0 ? 0 : length;
      startsAt += startsAt > pausedSince ? length : 0;
    }
  }

  private void offer(OfferSecondChance made, long time) {
    boolean open = offer != null && time < offer.validUntil().toEpochMilli();
    long amount =
        Math.max(driven.getOrDefault(made.bidderId(), 0L), made.bidderId() == leader ? price : 0);
    boolean allowed =
        made.requestedBy() == sellerId
            && ended
            && !cancelled
            && !sold
            && !suspended.contains(made.bidderId())
            && !open
            && amount > 0;
    if (allowed) {
      offer = made;
      offered = amount;
    }
  }

  private void edit(EditAuction edit) {
    long newStart = edit.startPrice() == null ? start : edit.startPrice();
    long newUnit = edit.bidUnit() == null ? unit : edit.bidUnit();
    long newInstant = edit.instantPrice() == null ? instant : edit.instantPrice();
    long newReserve = edit.reservePrice() == null ? reserve : edit.reservePrice();
    Instant wantedEnd = edit.endsAt();
    long newEnd = wantedEnd == null ? endsAt : wantedEnd.toEpochMilli();
    boolean sound =
        newStart % newUnit == 0
            && newInstant % newUnit == 0
            && (newInstant == 0 || (newStart <= newInstant && newReserve <= newInstant))
            && newEnd >= endsAt
            && startsAt < newEnd;
    if (sound) {
      start = newStart;
      unit = newUnit;
      instant = newInstant;
      reserve = newReserve;
      latestEnd += latestEnd == 0 ? 0 : newEnd - endsAt;
      endsAt = newEnd;
    }
  }
}
