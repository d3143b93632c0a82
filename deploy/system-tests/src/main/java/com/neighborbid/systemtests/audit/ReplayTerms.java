package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Increments;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import org.jspecify.annotations.Nullable;

/// What an auction asks of its bids; changes by an edit and by standing still. Amounts in won.
final class ReplayTerms {
  private static final int FIRST_VERSION = 1;
  private static final int NEWEST_VERSION = 2;

  final long sellerId;
  long start;
  long unit;
  boolean tiered;

  /// 0 where there is none.
  long instant;

  int instantUntilPercent = 100;
  long reserve;
  long startsAtMs;
  long softCloseMs;

  /// How late the soft close may move the end; 0 for any time.
  long latestEndMs;

  private int feeBasisPoints;
  private long feeMinimum;

  /// @param timeMs log time of the opening
  ReplayTerms(OpenAuction open, long timeMs) {
    sellerId = open.sellerId();
    start = open.startPrice();
    unit = open.bidUnit();
    instant = or(open.instantPrice(), 0);
    reserve = or(open.reservePrice(), 0);
    startsAtMs = open.startsAt() == null ? timeMs : open.startsAt().toEpochMilli();
    softCloseMs = open.softCloseSeconds() * 1_000L;
    if (open.rulesVersion() == FIRST_VERSION) {
      return;
    }
    tiered = open.increments() == Increments.TIERED;
    instantUntilPercent = or(open.instantUntilPercent(), 100);
    Integer cap = open.softCloseCapSeconds();
    latestEndMs = cap == null ? 0 : open.endsAt().toEpochMilli() + cap * 1_000L;
    feeBasisPoints = or(open.feeBasisPoints(), 0);
    feeMinimum = or(open.feeMinimum(), 0);
  }

  /// Whether there are rules of that version; else the record is poison.
  static boolean areKnown(OpenAuction open) {
    return open.rulesVersion() >= FIRST_VERSION && open.rulesVersion() <= NEWEST_VERSION;
  }

  /// The least that may follow a price.
  long above(long price) {
    if (!tiered) {
      return price + unit;
    }
    long step = tier(price);
    long rest = step % unit;
    return price + (rest == 0 ? step : step + unit - rest);
  }

  private static long tier(long price) {
    if (price < 1_000) {
      return 50;
    } else if (price < 5_000) {
      return 250;
    } else if (price < 25_000) {
      return 500;
    } else if (price < 100_000) {
      return 1_000;
    } else if (price < 250_000) {
      return 2_500;
    } else if (price < 500_000) {
      return 5_000;
    } else if (price < 1_000_000) {
      return 10_000;
    } else if (price < 2_500_000) {
      return 25_000;
    } else if (price < 5_000_000) {
      return 50_000;
    }
    return 100_000;
  }

  /// Whether somebody can still pay the instant price.
  boolean sellsInstantly(long price, boolean anyBid) {
    if (instant == 0 || price >= instant || (instantUntilPercent == 0 && anyBid)) {
      return false;
    }
    return instantUntilPercent == 0 || price * 100 <= instant * instantUntilPercent;
  }

  /// Where a bid that counts leaves the end.
  long endAfterBid(long timeMs, long endsAtMs) {
    if (softCloseMs == 0 || timeMs < endsAtMs - softCloseMs) {
      return endsAtMs;
    }
    long moved = timeMs + softCloseMs;
    if (latestEndMs > 0) {
      moved = Math.min(moved, latestEndMs);
    }
    return Math.max(moved, endsAtMs);
  }

  /// Applies an edit, if what comes of it makes sense.
  ///
  /// @return the end after it; empty where it must be refused
  @Nullable Long edit(EditAuction edit, long timeMs, long endsAtMs) {
    long newStart = or(edit.startPrice(), start);
    long newUnit = or(edit.bidUnit(), unit);
    long newInstant = or(edit.instantPrice(), instant);
    long newReserve = or(edit.reservePrice(), reserve);
    long newStartsAt = edit.startsAt() == null ? startsAtMs : edit.startsAt().toEpochMilli();
    long newEnd = edit.endsAt() == null ? endsAtMs : edit.endsAt().toEpochMilli();
    boolean units = newStart % newUnit == 0 && newInstant % newUnit == 0;
    boolean amounts = newInstant == 0 || (newStart <= newInstant && newReserve <= newInstant);
    boolean startInTime =
        newStartsAt == startsAtMs || (timeMs < startsAtMs && newStartsAt >= timeMs);
    if (!units || !amounts || !startInTime || newEnd < endsAtMs || newStartsAt >= newEnd) {
      return null;
    }
    long cap = latestEndMs == 0 ? 0 : latestEndMs - endsAtMs;
    Integer newCap = edit.softCloseCapSeconds();
    cap = newCap == null ? cap : newCap * 1_000L;
    latestEndMs = cap == 0 ? 0 : newEnd + cap;
    Integer soft = edit.softCloseSeconds();
    softCloseMs = soft == null ? softCloseMs : soft * 1_000L;
    start = newStart;
    unit = newUnit;
    tiered = edit.increments() == null ? tiered : edit.increments() == Increments.TIERED;
    instant = newInstant;
    instantUntilPercent = or(edit.instantUntilPercent(), instantUntilPercent);
    reserve = newReserve;
    startsAtMs = newStartsAt;
    return newEnd;
  }

  /// The auction stood still since `sinceMs` for that long.
  void stoodStill(long sinceMs, long lengthMs) {
    latestEndMs = latestEndMs == 0 ? 0 : latestEndMs + lengthMs;
    startsAtMs = startsAtMs > sinceMs ? startsAtMs + lengthMs : startsAtMs;
  }

  /// What of a price the platform keeps.
  long fee(long price) {
    long share = price * feeBasisPoints / 10_000;
    return Math.min(price, Math.max(share, feeMinimum));
  }

  private static long or(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
