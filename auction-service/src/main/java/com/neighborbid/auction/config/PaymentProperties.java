package com.neighborbid.auction.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When a seller gets the price. Said to the wallet with each price, so that a change counts for
/// auctions that end from then on.
///
/// @param mode at once, or when the buyer has confirmed
/// @param confirmWithin how long the buyer may confirm or dispute before the seller gets it anyway
@Validated
@ConfigurationProperties("neighborbid.auction.payment")
public record PaymentProperties(
    @DefaultValue("immediate") @NotNull Mode mode,
    @DefaultValue("7d") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration confirmWithin) {
  public enum Mode {
    IMMEDIATE,
    ON_CONFIRMATION
  }

  /// 0 where nobody waits for the buyer.
  long confirmWithinSeconds() {
    return switch (mode) {
      case IMMEDIATE -> 0;
      case ON_CONFIRMATION -> confirmWithin.toSeconds();
    };
  }
}
