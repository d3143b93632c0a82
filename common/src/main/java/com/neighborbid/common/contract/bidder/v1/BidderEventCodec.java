package com.neighborbid.common.contract.bidder.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.BlockChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.SuspensionChanged;
import com.neighborbid.common.contract.bidder.v1.BidderEvent.Unknown;
import java.time.Instant;
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

  /// Whether nothing holds any more that the key would have to be kept for.
  public static boolean isEnd(BidderEvent event) {
    return switch (event) {
      case SuspensionChanged changed -> !changed.suspended();
      case BlockChanged changed -> !changed.blocked();
      case Unknown _ -> false;
    };
  }

  /// What a record without a value says: what was said under its key does not hold any more.
  ///
  /// @throws MalformedContractException if the key is none of ours
  public static BidderEvent ended(String key, Instant at) {
    try {
      int slash = key.indexOf('/');
      return slash < 0
          ? new SuspensionChanged(Long.parseLong(key), false, at)
          : new BlockChanged(
              Long.parseLong(key.substring(0, slash)),
              Long.parseLong(key.substring(slash + 1)),
              false,
              at);
    } catch (NumberFormatException e) {
      throw new MalformedContractException("no bidder's key: " + key, e);
    }
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws MalformedContractException if the value is not of its type
  public static BidderEvent decode(String type, byte[] value) {
    Class<? extends BidderEvent> target = TYPES.get(type);
    return target == null ? new Unknown(type) : ContractJson.read(value, target);
  }
}
