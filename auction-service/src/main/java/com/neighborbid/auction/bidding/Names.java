package com.neighborbid.auction.bidding;

import java.util.HashMap;
import java.util.Map;

/// Nicknames for what is published. A name that has not arrived yet is replaced by a pseudonym.
public final class Names {
  private static final long GOOD_FOR_MS = 5_000;

  private final Map<Long, Name> names = new HashMap<>();

  private record Name(String nickname, long readMs) {}

  public void put(long userId, String nickname, long nowMs) {
    names.put(userId, new Name(nickname, nowMs));
  }

  /// Whether the name should be read: it is not known, or may have changed meanwhile.
  public boolean isStale(long userId, long nowMs) {
    Name name = names.get(userId);
    return name == null || nowMs - name.readMs() > GOOD_FOR_MS;
  }

  public String of(long userId) {
    Name name = names.get(userId);
    return name == null ? "user-" + userId : name.nickname();
  }
}
