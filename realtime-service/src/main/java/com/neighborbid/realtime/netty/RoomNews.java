package com.neighborbid.realtime.netty;

import com.neighborbid.realtime.protocol.ToClient;

/// The kinds of what a room says, as a viewer of the newest price only has to tell them apart.
enum RoomNews {
  /// A newer one may take its place.
  PRICE,

  /// A later step, which must not overtake a price.
  STEP,

  /// Has nothing to do with prices.
  ASIDE;

  static RoomNews of(ToClient message) {
    return switch (message) {
      case ToClient.Update _ -> PRICE;
      case ToClient.Chat _, ToClient.ChatRemoved _, ToClient.Presence _, ToClient.Delayed _ ->
          ASIDE;
      default -> STEP;
    };
  }
}
