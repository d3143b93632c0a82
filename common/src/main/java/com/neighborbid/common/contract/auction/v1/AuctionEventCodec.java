package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionCancelled;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionClosed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionEdited;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionExtended;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionOpened;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionPaused;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionResumed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionStarted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidAccepted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidRejected;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.CommentPosted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.LeaderSuspended;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.Unknown;
import java.util.Map;

/// Names and bytes of [AuctionEvent].
public final class AuctionEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends AuctionEvent>> TYPES =
      Map.ofEntries(
          Map.entry("auction.AuctionOpened.v1", AuctionOpened.class),
          Map.entry("auction.AuctionStarted.v1", AuctionStarted.class),
          Map.entry("auction.BidAccepted.v1", BidAccepted.class),
          Map.entry("auction.BidRejected.v1", BidRejected.class),
          Map.entry("auction.AuctionExtended.v1", AuctionExtended.class),
          Map.entry("auction.AuctionEdited.v1", AuctionEdited.class),
          Map.entry("auction.AuctionPaused.v1", AuctionPaused.class),
          Map.entry("auction.AuctionResumed.v1", AuctionResumed.class),
          Map.entry("auction.LeaderSuspended.v1", LeaderSuspended.class),
          Map.entry("auction.AuctionCancelled.v1", AuctionCancelled.class),
          Map.entry("auction.AuctionClosed.v1", AuctionClosed.class),
          Map.entry("auction.CommentPosted.v1", CommentPosted.class));

  private AuctionEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(AuctionEvent event) {
    return switch (event) {
      case AuctionOpened _ -> "auction.AuctionOpened.v1";
      case AuctionStarted _ -> "auction.AuctionStarted.v1";
      case BidAccepted _ -> "auction.BidAccepted.v1";
      case BidRejected _ -> "auction.BidRejected.v1";
      case AuctionExtended _ -> "auction.AuctionExtended.v1";
      case AuctionEdited _ -> "auction.AuctionEdited.v1";
      case AuctionPaused _ -> "auction.AuctionPaused.v1";
      case AuctionResumed _ -> "auction.AuctionResumed.v1";
      case LeaderSuspended _ -> "auction.LeaderSuspended.v1";
      case AuctionCancelled _ -> "auction.AuctionCancelled.v1";
      case AuctionClosed _ -> "auction.AuctionClosed.v1";
      case CommentPosted _ -> "auction.CommentPosted.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static AuctionEvent decode(String type, long auctionId, byte[] value) {
    Class<? extends AuctionEvent> target = TYPES.get(type);
    return target == null ? new Unknown(auctionId, type) : ContractJson.read(value, target);
  }
}
