package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.ToClient;

/// How a message to a room stands to the prices that a viewer may have waiting.
enum Urgency {
  /// A newer one may take its place.
  PRICE,

  /// A later step, which must not overtake a price.
  STEP,

  /// Has nothing to do with prices.
  ASIDE;

  static Urgency of(ToClient message) {
    return switch (message) {
      case ToClient.Update _ -> PRICE;
      case ToClient.Chat _, ToClient.ChatRemoved _, ToClient.Presence _, ToClient.Delayed _ ->
          ASIDE;
      default -> STEP;
    };
  }
}
