package com.neighborbid.common.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often people may bid. All services that take bids share the buckets and must be set alike.
///
/// The defaults are beyond what people do: 1,000 bidders of one auction may bid twice a second each
/// for as long as they like, and ten times each in its last second.
///
/// @param enabled `off` lets everything pass (`NB_LIMITS`)
/// @param userPerSecond bids of one user, over all auctions
/// @param userBurst bids of one user at once
/// @param auctionPerSecond bids in one auction, of all users
/// @param auctionBurst bids in one auction at once
/// @param answerWithin how long answers may take on average before new bids are refused
@ConfigurationProperties("neighborbid.bid-limits")
public record BidLimitSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("20") int userPerSecond,
    @DefaultValue("100") int userBurst,
    @DefaultValue("2000") int auctionPerSecond,
    @DefaultValue("10000") int auctionBurst,
    @DefaultValue("100ms") Duration answerWithin) {
  private static final int MOST = 1_000_000;

  public BidLimitSettings {
    require("user-per-second", userPerSecond);
    require("user-burst", userBurst);
    require("auction-per-second", auctionPerSecond);
    require("auction-burst", auctionBurst);
    if (!answerWithin.isPositive()) {
      throw new IllegalArgumentException(
          "neighborbid.bid-limits.answer-within must be longer than nothing, not " + answerWithin);
    }
  }

  private static void require(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "neighborbid.bid-limits." + name + " must be 1 to " + MOST + ", not " + value);
    }
  }

  Rate user() {
    return new Rate(userPerSecond, userBurst);
  }

  Rate auction() {
    return new Rate(auctionPerSecond, auctionBurst);
  }
}
