package com.neighborbid.user.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param poll between two looks at an empty queue when nobody wakes its worker
/// @param batch how many a worker takes at once
/// @param lease after which nobody knows what became of a send that has not ended
/// @param attempts after which a delivery is dead
/// @param firstPause after the first failed attempt; doubles with every other one, half of it
///   random
/// @param longestPause it grows no further
/// @param titleWait how long a delivery waits for the title of its auction, before it leaves
///   without
/// @param keep how long finished deliveries stay for questions
/// @param digest when the digest leaves
/// @param http how webhooks and push services are called
/// @param sms `log` writes text messages to the log instead of sending them; `off` offers none
@Validated
@ConfigurationProperties("neighborbid.user.delivery")
record DeliveryProperties(
    @DefaultValue("1s") Duration poll,
    @Min(1) @Max(1000) @DefaultValue("32") int batch,
    @DefaultValue("5m") Duration lease,
    @Min(1) @DefaultValue("10") int attempts,
    @DefaultValue("5s") Duration firstPause,
    @DefaultValue("1h") Duration longestPause,
    @DefaultValue("30s") Duration titleWait,
    @DefaultValue("30d") Duration keep,
    @Valid @DefaultValue Digest digest,
    @Valid @DefaultValue Http http,
    @Valid @DefaultValue Push push,
    @Pattern(regexp = "off|log") @DefaultValue("off") String sms) {

  /// @param at time of the day
  record Digest(@DefaultValue("18:00") LocalTime at, @DefaultValue("Asia/Seoul") ZoneId zone) {}

  /// @param timeout of connecting, and of waiting for an answer
  /// @param privateTargets whether plain HTTP and addresses that are not public may be called; for
  ///   tests only: with it, people can make this service call its neighbours
  record Http(
      @DefaultValue("5s") Duration timeout, @DefaultValue("false") boolean privateTargets) {}

  /// @param subject whom push services may write to about our messages
  /// @param life how long they keep a message for a browser that is away
  record Push(
      @NotBlank @DefaultValue("mailto:push@neighborbid.example") String subject,
      @DefaultValue("12h") Duration life) {}
}
