package com.neighborbid.systemtests.audit;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What sellers and admins do with an auction, and what the clock does, decided once more.
final class ReplayCommands {
  private static final String DONE = "";

  private ReplayCommands() {}

  /// The id under which somebody waits for the outcome; empty for everything else.
  static Optional<UUID> idOf(AuctionInput input) {
    @Nullable UUID id =
        switch (input) {
          case CloseAuction close -> close.commandId();
          case CancelAuction cancel -> cancel.commandId();
          case EditAuction edit -> edit.commandId();
          case PauseAuction pause -> pause.commandId();
          case ResumeAuction resume -> resume.commandId();
          case SuspendBidder suspend -> suspend.commandId();
          case OfferSecondChance offer -> offer.commandId();
          default -> null;
        };
    return Optional.ofNullable(id);
  }

  /// Decides a command.
  ///
  /// @return the code of its refusal; empty where it is done, or where the record is no command
  static String decide(Replay replay, AuctionInput input, long timeMs) {
    return switch (input) {
      case CloseAuction close -> close(replay, close, timeMs);
      case CancelAuction cancel -> cancel(replay, cancel, timeMs);
      case EditAuction edit -> edit(replay, edit, timeMs);
      case PauseAuction pause -> pause(replay, pause.cause(), timeMs);
      case ResumeAuction resume -> resume(replay, resume.cause(), timeMs);
      case SuspendBidder suspend -> suspend(replay, suspend.bidderId());
      case OfferSecondChance offer -> offer(replay, offer, timeMs);
      default -> DONE;
    };
  }

  private static String close(Replay replay, CloseAuction close, long timeMs) {
    if (replay.ended) {
      return "AUCTION_ENDED";
    }
    boolean paused = !replay.pauses.isEmpty();
    if (close.cause() == CloseCause.TIMER) {
      if (paused || timeMs < replay.endsAtMs) {
        return "NOT_DUE";
      }
    } else if (!Long.valueOf(replay.terms.sellerId).equals(close.requestedBy())) {
      return "FORBIDDEN";
    } else if (paused || timeMs < replay.terms.startsAtMs) {
      return "AUCTION_NOT_ACTIVE";
    }
    replay.end();
    return DONE;
  }

  private static String cancel(Replay replay, CancelAuction cancel, long timeMs) {
    if (!cancel.byAdmin() && cancel.requestedBy() != replay.terms.sellerId) {
      return "FORBIDDEN";
    }
    if (replay.ended || (!cancel.byAdmin() && isOver(replay, timeMs))) {
      return "AUCTION_ENDED";
    }
    if (!cancel.byAdmin() && replay.bidCount > 0) {
      return "AUCTION_HAS_BIDS";
    }
    replay.ended = true;
    replay.cancelled = true;
    replay.steps++;
    return DONE;
  }

  private static String edit(Replay replay, EditAuction edit, long timeMs) {
    if (edit.requestedBy() != replay.terms.sellerId) {
      return "FORBIDDEN";
    }
    if (isOver(replay, timeMs)) {
      return "AUCTION_ENDED";
    }
    if (replay.bidCount > 0) {
      return "AUCTION_HAS_BIDS";
    }
    Long end = replay.terms.edit(edit, timeMs, replay.endsAtMs);
    if (end == null) {
      return "INVALID_TERMS";
    }
    replay.endsAtMs = end;
    replay.steps++;
    replay.mayStartLater(timeMs);
    return DONE;
  }

  private static String pause(Replay replay, PauseCause cause, long timeMs) {
    if (isOver(replay, timeMs)) {
      return "AUCTION_ENDED";
    }
    if (replay.pauses.contains(cause)) {
      return "ALREADY_PAUSED";
    }
    replay.pausedSinceMs = replay.pauses.isEmpty() ? timeMs : replay.pausedSinceMs;
    replay.pauses.add(cause);
    replay.steps++;
    return DONE;
  }

  private static String resume(Replay replay, PauseCause cause, long timeMs) {
    if (!replay.pauses.remove(cause)) {
      return "NOT_PAUSED";
    }
    replay.steps++;
    if (replay.pauses.isEmpty() && !replay.ended) {
      long length = Math.max(0, timeMs - replay.pausedSinceMs);
      replay.endsAtMs += length;
      replay.terms.stoodStill(replay.pausedSinceMs, length);
      replay.mayStartLater(timeMs);
    }
    return DONE;
  }

  private static String suspend(Replay replay, long bidderId) {
    if (replay.ended) {
      return "AUCTION_ENDED";
    }
    replay.suspended.add(bidderId);
    if (replay.leaderId == bidderId) {
      replay.nobodyLeads();
      replay.steps++;
    }
    return DONE;
  }

  private static String offer(Replay replay, OfferSecondChance offer, long timeMs) {
    if (offer.requestedBy() != replay.terms.sellerId) {
      return "FORBIDDEN";
    }
    if (!replay.ended || replay.cancelled || replay.isSold()) {
      return "NOT_UNSOLD";
    }
    if (replay.suspended.contains(offer.bidderId())) {
      return "NO_SUCH_BIDDER";
    }
    if (replay.offer != null && timeMs < replay.offer.untilMs()) {
      return "OFFER_OPEN";
    }
    long highest = replay.highestOf(offer.bidderId());
    if (highest == 0) {
      return "NO_SUCH_BIDDER";
    }
    replay.offer = new Replay.Offer(offer.bidderId(), highest, offer.validUntil().toEpochMilli());
    return DONE;
  }

  private static boolean isOver(Replay replay, long timeMs) {
    return replay.ended || (replay.pauses.isEmpty() && timeMs >= replay.endsAtMs);
  }
}
