package com.neighborbid.realtime.people;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which sockets here belong to which sign-in, so that all of them end with it. Safe for use by any
/// thread; nothing blocks.
public final class SignIns {
  private final Predicate<String> ended;
  private final ConcurrentHashMap<String, List<Runnable>> sockets = new ConcurrentHashMap<>();

  /// @param ended whether a sign-in has ended
  public SignIns(Predicate<String> ended) {
    this.ended = ended;
  }

  /// A socket says that it belongs to a sign-in; where that has ended meanwhile, it ends at once.
  ///
  /// @param close ends the socket; never blocks, and may be called more than once
  public void came(String signIn, Runnable close) {
    sockets.merge(
        signIn,
        List.of(close),
        (some, one) -> {
          List<Runnable> all = new ArrayList<>(some);
          all.addAll(one);
          return List.copyOf(all);
        });
    if (ended.test(signIn)) {
      close.run();
    }
  }

  public void left(String signIn, Runnable close) {
    sockets.computeIfPresent(
        signIn,
        (_, all) -> {
          List<Runnable> others = all.stream().filter(one -> !one.equals(close)).toList();
          return others.isEmpty() ? null : others;
        });
  }

  /// Whether a sign-in counts no more.
  ///
  /// @param signIn absent where a token names none
  public boolean isEnded(@Nullable String signIn) {
    return signIn != null && ended.test(signIn);
  }

  /// A sign-in has ended: so do its sockets.
  public void end(String signIn) {
    sockets.getOrDefault(signIn, List.of()).forEach(Runnable::run);
  }
}
