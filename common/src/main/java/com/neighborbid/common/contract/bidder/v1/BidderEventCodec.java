package com.neighborbid.common.contract.bidder.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.Unknown;
import java.util.Map;

/// Names, keys and bytes of [BidderEvent].
public final class BidderEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends BidderEvent>> TYPES =
      Map.of(
          "auction.BidderSuspensionChanged.v1", SuspensionChanged.class,
          "auction.BidderBlockChanged.v1", BlockChanged.class);

  private BidderEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(BidderEvent event) {
    return switch (event) {
      case SuspensionChanged _ -> "auction.BidderSuspensionChanged.v1";
      case BlockChanged _ -> "auction.BidderBlockChanged.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// The record's key: what a newer event takes the place of.
  ///
  /// @throws IllegalArgumentException for [Unknown]
  public static String keyOf(BidderEvent event) {
    return switch (event) {
      case SuspensionChanged changed -> Long.toString(changed.bidderId());
      case BlockChanged changed -> changed.bidderId() + "/" + changed.sellerId();
      case Unknown unknown ->
          throw new IllegalArgumentException("no key of the unknown type " + unknown.type());
    };
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static BidderEvent decode(String type, byte[] value) {
    Class<? extends BidderEvent> target = TYPES.get(type);
    return target == null ? new Unknown(type) : ContractJson.read(value, target);
  }
}
