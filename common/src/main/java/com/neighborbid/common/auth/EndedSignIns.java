package com.neighborbid.common.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sign-ins that have ended while their access tokens would still run, as far as this instance
/// has heard. Asking costs a look into memory. Safe for use by any thread.
public final class EndedSignIns {
  /// The Redis channel on which the end of each sign-in is told, by its id.
  public static final String CHANNEL = "signins:ended";

  private final Cache<String, Boolean> ended;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /// @param keep at least the life of an access token
  public EndedSignIns(Duration keep) {
    this.ended = Caffeine.newBuilder().expireAfterWrite(keep).build();
  }

  /// Whether the tokens of a sign-in count no more.
  ///
  /// @param signIn the `sid` of a token; absent in one that belongs to none
  public boolean isEnded(@Nullable String signIn) {
    return signIn != null && ended.getIfPresent(signIn) != null;
  }

  /// A sign-in has ended; hearing it twice is fine.
  public void heard(String signIn) {
    if (ended.asMap().putIfAbsent(signIn, true) == null) {
      listeners.forEach(listener -> listener.accept(signIn));
    }
  }

  /// @param listener called with every sign-in that ends from now on, once; must not block
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }
}
