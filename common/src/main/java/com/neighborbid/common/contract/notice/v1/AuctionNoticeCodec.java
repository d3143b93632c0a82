package com.neighborbid.common.contract.notice.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.notice.v1.AuctionNotice.EndingSoon;
import com.neighborbid.common.contract.notice.v1.AuctionNotice.Unknown;
import java.util.Map;

/// Names and bytes of [AuctionNotice].
public final class AuctionNoticeCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends AuctionNotice>> TYPES =
      Map.of("auction.EndingSoon.v1", EndingSoon.class);

  private AuctionNoticeCodec() {}

  /// The CloudEvents type of a notice; a new kind does not compile until it is named here.
  public static String typeOf(AuctionNotice notice) {
    return switch (notice) {
      case EndingSoon _ -> "auction.EndingSoon.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// Reads a notice; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static AuctionNotice decode(String type, long userId, byte[] value) {
    Class<? extends AuctionNotice> target = TYPES.get(type);
    return target == null ? new Unknown(userId, type) : ContractJson.read(value, target);
  }
}
