package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionClosed;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionExtended;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionOpened;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.AuctionStarted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidAccepted;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.BidRejected;
import com.neighborbid.common.contract.auction.v1.AuctionEvent.Unknown;
import java.util.Map;

/// Names and bytes of [AuctionEvent].
public final class AuctionEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends AuctionEvent>> TYPES =
      Map.of(
          "auction.AuctionOpened.v1", AuctionOpened.class,
          "auction.AuctionStarted.v1", AuctionStarted.class,
          "auction.BidAccepted.v1", BidAccepted.class,
          "auction.BidRejected.v1", BidRejected.class,
          "auction.AuctionExtended.v1", AuctionExtended.class,
          "auction.AuctionClosed.v1", AuctionClosed.class);

  private AuctionEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(AuctionEvent event) {
    return switch (event) {
      case AuctionOpened _ -> "auction.AuctionOpened.v1";
      case AuctionStarted _ -> "auction.AuctionStarted.v1";
      case BidAccepted _ -> "auction.BidAccepted.v1";
      case BidRejected _ -> "auction.BidRejected.v1";
      case AuctionExtended _ -> "auction.AuctionExtended.v1";
      case AuctionClosed _ -> "auction.AuctionClosed.v1";
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
