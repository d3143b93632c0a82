package com.neighborbid.common.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// How ids that must repeat with a repeated request are made.
public final class BidIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private BidIds() {}

  /// The id of a bid made with an idempotency key: the same for REST and WebSocket, so that a
  /// repeat over either way is the same bid.
  public static UUID bid(long bidderId, long auctionId, String idempotencyKey) {
    return named("bid", bidderId, auctionId + "/" + idempotencyKey);
  }

  /// The id of a deposit or withdrawal; `kind` keeps the two apart.
  public static UUID moneyRequest(String kind, long userId, String idempotencyKey) {
    return named(kind, userId, idempotencyKey);
  }

  /// The id of the seller's credit for an auction: there is only ever one.
  public static UUID credit(long auctionId) {
    return named("credit", auctionId, "");
  }

  /// A time-ordered UUIDv7 for what has no key of its own.
  public static UUID timeOrdered(Clock clock) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    ByteBuffer bytes = ByteBuffer.wrap(random);
    long high = (clock.millis() << 16) | 0x7000L | (bytes.getLong(0) & 0x0fffL);
    long low = (bytes.getLong(8) & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static UUID named(String kind, long owner, String key) {
    String name = "neighborbid/" + kind + "/" + owner + "/" + key;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
