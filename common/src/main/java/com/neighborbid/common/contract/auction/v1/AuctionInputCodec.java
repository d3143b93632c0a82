package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput.BuyNow;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.EditAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OfferSecondChance;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import com.neighborbid.common.contract.auction.v1.AuctionInput.TakeOffer;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import java.util.Map;

/// Names and bytes of [AuctionInput].
public final class AuctionInputCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends AuctionInput>> TYPES =
      Map.ofEntries(
          Map.entry("auction.OpenAuction.v1", OpenAuction.class),
          Map.entry("auction.StartAuction.v1", StartAuction.class),
          Map.entry("auction.PlaceBid.v1", PlaceBid.class),
          Map.entry("auction.BuyNow.v1", BuyNow.class),
          Map.entry("auction.TakeOffer.v1", TakeOffer.class),
          Map.entry("auction.CloseAuction.v1", CloseAuction.class),
          Map.entry("auction.CancelAuction.v1", CancelAuction.class),
          Map.entry("auction.EditAuction.v1", EditAuction.class),
          Map.entry("auction.PauseAuction.v1", PauseAuction.class),
          Map.entry("auction.ResumeAuction.v1", ResumeAuction.class),
          Map.entry("auction.SuspendBidder.v1", SuspendBidder.class),
          Map.entry("auction.OfferSecondChance.v1", OfferSecondChance.class),
          Map.entry("auction.HoldPlaced.v1", HoldPlaced.class),
          Map.entry("auction.HoldDeclined.v1", HoldDeclined.class));

  private AuctionInputCodec() {}

  /// The CloudEvents type of a record; a new kind of record does not compile until it is named
  /// here.
  public static String typeOf(AuctionInput input) {
    return switch (input) {
      case OpenAuction _ -> "auction.OpenAuction.v1";
      case StartAuction _ -> "auction.StartAuction.v1";
      case PlaceBid _ -> "auction.PlaceBid.v1";
      case BuyNow _ -> "auction.BuyNow.v1";
      case TakeOffer _ -> "auction.TakeOffer.v1";
      case CloseAuction _ -> "auction.CloseAuction.v1";
      case CancelAuction _ -> "auction.CancelAuction.v1";
      case EditAuction _ -> "auction.EditAuction.v1";
      case PauseAuction _ -> "auction.PauseAuction.v1";
      case ResumeAuction _ -> "auction.ResumeAuction.v1";
      case SuspendBidder _ -> "auction.SuspendBidder.v1";
      case OfferSecondChance _ -> "auction.OfferSecondChance.v1";
      case HoldPlaced _ -> "auction.HoldPlaced.v1";
      case HoldDeclined _ -> "auction.HoldDeclined.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads a record; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static AuctionInput decode(String type, long auctionId, byte[] value) {
    Class<? extends AuctionInput> target = TYPES.get(type);
    return target == null ? new Unknown(auctionId, type) : ContractJson.read(value, target);
  }
}
