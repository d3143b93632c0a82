package com.neighborbid.common.contract.auction.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CloseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.auction.v1.AuctionInput.OpenAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInput.StartAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.Unknown;
import java.util.Map;

/// Names and bytes of [AuctionInput].
public final class AuctionInputCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends AuctionInput>> TYPES =
      Map.of(
          "auction.OpenAuction.v1", OpenAuction.class,
          "auction.StartAuction.v1", StartAuction.class,
          "auction.PlaceBid.v1", PlaceBid.class,
          "auction.CloseAuction.v1", CloseAuction.class,
          "auction.HoldPlaced.v1", HoldPlaced.class,
          "auction.HoldDeclined.v1", HoldDeclined.class);

  private AuctionInputCodec() {}

  /// The CloudEvents type of a record; a new kind of record does not compile until it is named
  /// here.
  public static String typeOf(AuctionInput input) {
    return switch (input) {
      case OpenAuction _ -> "auction.OpenAuction.v1";
      case StartAuction _ -> "auction.StartAuction.v1";
      case PlaceBid _ -> "auction.PlaceBid.v1";
      case CloseAuction _ -> "auction.CloseAuction.v1";
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
