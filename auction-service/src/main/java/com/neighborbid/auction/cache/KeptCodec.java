package com.neighborbid.auction.cache;

/// How copies are written to Redis.
///
/// @param <V> what is kept
interface KeptCodec<V extends Kept> {
  byte[] encode(V value);

  /// @throws RuntimeException where the bytes are none of ours
  V decode(byte[] bytes);
}
