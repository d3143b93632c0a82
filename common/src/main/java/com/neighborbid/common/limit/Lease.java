package com.neighborbid.common.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The tokens of one bucket that this instance may spend without asking anybody.
///
/// More are asked for in the background when half are spent, and the more the faster they go. They
/// are good for a while only: who comes back later starts from what is shared. Safe for use by any
/// thread; nothing blocks.
final class Lease {
  /// A token was taken.
  static final long TAKEN = 0;

  /// The answer is on its way, see [#known].
  static final long UNKNOWN = -1;

  private static final CompletableFuture<Void> KNOWN = CompletableFuture.completedFuture(null);
  private static final int FIRST_WANTED = 8;
  private static final int MOST_WANTED = 4096;
  private static final long LIFE_NANOS = Duration.ofSeconds(10).toNanos();

  /// Shorter, so that what is counted here alone soon gives way to what is shared.
  private static final long LOCAL_LIFE_NANOS = Duration.ofSeconds(1).toNanos();

  /// One by one, so that a moment without an answer lets no more pass than had to wait in it.
  private static final int LOCAL_WANTED = 1;

  /// An empty bucket is not asked for every token that comes in.
  private static final long ASK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

  private final String key;
  private final Rate rate;
  private final Lessor lessor;
  private final LocalBucket local;

  private int tokens;
  private int granted;
  private long grantedAtNanos;
  private long goodUntilNanos;
  private boolean empty;
  private long emptyUntilNanos;
  private int wanted = FIRST_WANTED;
  private @Nullable CompletableFuture<Void> asking;

  /// @param key of the bucket in Redis
  Lease(String key, Rate rate, Lessor lessor, long nowNanos) {
    this.key = key;
    this.rate = rate;
    this.lessor = lessor;
    this.local = new LocalBucket(rate, nowNanos);
    this.goodUntilNanos = nowNanos;
    this.grantedAtNanos = nowNanos;
  }

  String key() {
    return key;
  }

  Rate rate() {
    return rate;
  }

  /// Takes a token.
  ///
  /// @return [#TAKEN], [#UNKNOWN], or how many nanoseconds to wait
  synchronized long take(long nowNanos) {
    long result = takeOwn(nowNanos);
    if (result == UNKNOWN && !ask(nowNanos)) {
      fallBack(nowNanos);
      return takeOwn(nowNanos);
    }
    return result;
  }

  private long takeOwn(long nowNanos) {
    if (tokens > 0 && nowNanos - goodUntilNanos < 0) {
      tokens--;
      if (tokens < granted / 2 && !isEmpty(nowNanos)) {
        boolean _ = ask(nowNanos);
      }
      return TAKEN;
    }
    return isEmpty(nowNanos) ? emptyUntilNanos - nowNanos : UNKNOWN;
  }

  private boolean isEmpty(long nowNanos) {
    return empty && nowNanos - emptyUntilNanos < 0;
  }

  /// Makes sure that there will be an answer, where a token could not be taken now.
  synchronized void prepare(long nowNanos) {
    boolean spent = tokens == 0 || nowNanos - goodUntilNanos >= 0;
    if (spent && !isEmpty(nowNanos)) {
      boolean _ = ask(nowNanos);
    }
  }

  /// Takes a token back that was not used after all.
  synchronized void giveBack() {
    tokens++;
  }

  /// Completes when it is worth trying again.
  synchronized CompletableFuture<Void> known() {
    return asking == null ? KNOWN : asking;
  }

  private boolean ask(long nowNanos) {
    if (asking != null) {
      return lessor.isAnswering();
    }
    long age = nowNanos - grantedAtNanos;
    if (age < LOCAL_LIFE_NANOS && granted > 0) {
      wanted = Math.min(MOST_WANTED, wanted * 2);
    } else if (age > LIFE_NANOS) {
      wanted = FIRST_WANTED;
    }
    if (!lessor.ask(this, wanted)) {
      return false;
    }
    asking = new CompletableFuture<>();
    return true;
  }

  /// The shared bucket has answered.
  void granted(Grant grant, long nowNanos) {
    answered(grant, nowNanos, LIFE_NANOS);
  }

  /// The shared bucket will not answer.
  void failed(long nowNanos) {
    fallBack(nowNanos);
    answered(null, nowNanos, LOCAL_LIFE_NANOS);
  }

  /// Counts here alone, where there is nothing left to spend.
  synchronized void fallBack(long nowNanos) {
    boolean spent = tokens == 0 || nowNanos - goodUntilNanos >= 0;
    if (spent && !isEmpty(nowNanos)) {
      store(local.lease(LOCAL_WANTED, nowNanos), nowNanos, LOCAL_LIFE_NANOS);
    }
  }

  private void answered(@Nullable Grant grant, long nowNanos, long lifeNanos) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      if (grant != null) {
        store(grant, nowNanos, lifeNanos);
      }
      waiting = asking;
      asking = null;
    }
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void store(Grant grant, long nowNanos, long lifeNanos) {
    if (grant.tokens() == 0) {
      empty = true;
      emptyUntilNanos = nowNanos + Math.max(grant.waitNanos(), ASK_AGAIN_NANOS);
      return;
    }
    boolean good = nowNanos - goodUntilNanos < 0;
    tokens = (good ? tokens : 0) + grant.tokens();
    granted = tokens;
    grantedAtNanos = nowNanos;
    goodUntilNanos = nowNanos + lifeNanos;
    empty = false;
  }
}
