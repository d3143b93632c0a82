package com.neighborbid.auction.bidding;

import com.neighborbid.auction.bidding.domain.Auction;
import com.neighborbid.auction.bidding.domain.Command;
import com.neighborbid.auction.bidding.domain.Fee;
import com.neighborbid.auction.bidding.domain.Increments;
import com.neighborbid.auction.bidding.domain.ListingVersion;
import com.neighborbid.auction.bidding.domain.Prices;
import com.neighborbid.auction.bidding.domain.QueuedCommand;
import com.neighborbid.auction.bidding.domain.SoftClose;
import com.neighborbid.auction.bidding.domain.Terms;
import com.neighborbid.auction.bidding.domain.TermsChange;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.lane.LogRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the records of the log mean to the rules.
public final class LogInputs {
  /// The newest rules that this engine decides by. Version 1: a fixed unit, no fee, the soft close
  /// without a limit. Version 2 adds tiers, fees, limits and the share of the instant price.
  public static final int RULES_VERSION = 2;

  private static final int FIXED_UNIT_ONLY = 1;

  /// No input of ours is nearly as long. A longer one could make an answer that is too long to be
  /// sent, and only when its turn has come: whatever woke it would be blamed for it, again and
  /// again.
  private static final int BYTES_MAX = 16 * 1024;

  private LogInputs() {}

  /// Reads a record of the log.
  ///
  /// @throws RuntimeException if it is no input of the auction that its key names: the record is
  ///   poison
  public static AuctionInput read(String type, String key, byte[] value) {
    if (value.length > BYTES_MAX) {
      throw new IllegalArgumentException("an input of " + value.length + " bytes");
    }
    long auctionId = LogRecord.numericKey(key);
    AuctionInput input = AuctionInputCodec.decode(type, auctionId, value);
    if (input instanceof AuctionInput.Unknown) {
      throw new IllegalArgumentException("unknown type " + type);
    }
    if (input.auctionId() != auctionId) {
      throw new IllegalArgumentException("key and auction id differ");
    }
    return input;
  }

  /// The terms that an auction is opened with.
  ///
  /// @param timeMs log time of the opening
  /// @throws IllegalArgumentException for rules of a version that this engine does not know
  public static Terms terms(OpenAuction open, long timeMs) {
    if (open.rulesVersion() < FIXED_UNIT_ONLY || open.rulesVersion() > RULES_VERSION) {
      throw new IllegalArgumentException("unknown rules version " + open.rulesVersion());
    }
    boolean fixedUnitOnly = open.rulesVersion() == FIXED_UNIT_ONLY;
    Prices prices =
        new Prices(
            open.startPrice(),
            open.bidUnit(),
            fixedUnitOnly ? Increments.FIXED : increments(open.increments()),
            zero(open.instantPrice()),
            fixedUnitOnly || open.instantUntilPercent() == null ? 100 : open.instantUntilPercent(),
            zero(open.reservePrice()));
    Integer cap = fixedUnitOnly ? null : open.softCloseCapSeconds();
    long latestEndMs = cap == null ? 0 : open.endsAt().toEpochMilli() + cap * 1_000L;
    Fee fee =
        fixedUnitOnly
            ? Fee.NONE
            : new Fee(
                open.feeBasisPoints() == null ? 0 : open.feeBasisPoints(), zero(open.feeMinimum()));
    return new Terms(
        open.auctionId(),
        open.sellerId(),
        prices,
        open.startsAt() == null ? timeMs : open.startsAt().toEpochMilli(),
        new SoftClose(open.softCloseSeconds() * 1_000L, latestEndMs),
        fee,
        new ListingVersion(open.listingVersion(), open.listingHash()));
  }

  private static Increments increments(AuctionInput.@Nullable Increments wanted) {
    return wanted == null ? Increments.FIXED : Increments.valueOf(wanted.name());
  }

  /// Gives a record to the auction that it names, which is open already. Not for bids.
  ///
  /// @param timeMs log time of the record
  /// @return whether it is a command, which may have to wait for its turn
  /// @throws IllegalArgumentException for a record that is none of an open auction
  public static boolean apply(Auction auction, AuctionInput input, long timeMs, long offset) {
    switch (input) {
      case StartAuction _ -> auction.start(timeMs, offset);
      case HoldPlaced placed ->
          auction.answered(placed.bidderId(), placed.commandSeq(), true, timeMs);
      case HoldDeclined declined ->
          auction.answered(declined.bidderId(), declined.commandSeq(), false, timeMs);
      default -> {
        QueuedCommand command = command(input, timeMs, offset);
        if (command == null) {
          throw new IllegalArgumentException("not an input of an auction: " + input);
        }
        auction.command(command);
        return true;
      }
    }
    return false;
  }

  /// The command that a record asks for; null where it is none.
  public static @Nullable QueuedCommand command(AuctionInput input, long timeMs, long offset) {
    return switch (input) {
      case CloseAuction close -> {
        boolean bySeller = close.cause() == CloseCause.SELLER;
        Long requestedBy = close.requestedBy();
        long by = bySeller && requestedBy != null ? requestedBy : bySeller ? -1 : 0;
        yield new QueuedCommand(close.commandId(), new Command.Close(by), timeMs, offset);
      }
      case CancelAuction cancel ->
          new QueuedCommand(
              cancel.commandId(),
              new Command.Cancel(cancel.requestedBy(), cancel.byAdmin()),
              timeMs,
              offset);
      case EditAuction edit ->
          new QueuedCommand(
              edit.commandId(), new Command.Edit(edit.requestedBy(), change(edit)), timeMs, offset);
      case PauseAuction pause ->
          new QueuedCommand(
              pause.commandId(), new Command.Pause(cause(pause.cause())), timeMs, offset);
      case ResumeAuction resume ->
          new QueuedCommand(
              resume.commandId(), new Command.Resume(cause(resume.cause())), timeMs, offset);
      case SuspendBidder suspend ->
          new QueuedCommand(
              suspend.commandId(), new Command.SuspendBidder(suspend.bidderId()), timeMs, offset);
      case OfferSecondChance offer ->
          new QueuedCommand(
              offer.commandId(),
              new Command.Offer(
                  offer.requestedBy(), offer.bidderId(), offer.validUntil().toEpochMilli()),
              timeMs,
              offset);
      case OpenAuction _,
          StartAuction _,
          AuctionInput.PlaceBid _,
          AuctionInput.BuyNow _,
          AuctionInput.TakeOffer _,
          HoldPlaced _,
          HoldDeclined _,
          AuctionInput.Unknown _ ->
          null;
    };
  }

  private static Command.PauseCause cause(AuctionInput.PauseCause cause) {
    return Command.PauseCause.valueOf(cause.name());
  }

  private static TermsChange change(EditAuction edit) {
    return new TermsChange(
        edit.startPrice(),
        edit.bidUnit(),
        edit.increments() == null ? null : Increments.valueOf(edit.increments().name()),
        edit.instantPrice(),
        edit.instantUntilPercent(),
        edit.reservePrice(),
        millis(edit.startsAt()),
        millis(edit.endsAt()),
        inMillis(edit.softCloseSeconds()),
        inMillis(edit.softCloseCapSeconds()),
        new ListingVersion(edit.listingVersion(), edit.listingHash()));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static @Nullable Long inMillis(@Nullable Integer seconds) {
    return seconds == null ? null : seconds * 1_000L;
  }

  private static long zero(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }
}
