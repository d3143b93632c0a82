package com.neighborbid.bench.viewers;

import com.neighborbid.bench.load.Loop;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A crowd that looks on. Each viewer is one socket; two threads serve them all.
public final class Viewers implements AutoCloseable {
  private static final int THREADS = 2;

  /// Sockets opening at the same time on each thread, where they come one after the other.
  private static final int AT_ONCE = 64;

  /// One address has some 28,000 ports for connections to one server.
  private static final int PER_SOURCE = 10_000;

  private static final long LOOK_NANOS = 200_000;

  private final Loop loop;
  private final List<Crew> crews;
  private final int count;

  /// Who comes, and for what.
  ///
  /// @param address of the realtime service, the gateway or the reference
  /// @param auctions whose rooms they share out among themselves
  /// @param since the step they have seen already; -1 for none
  /// @param servedAt the step with which they have what they came for
  public record Plan(URI address, List<Long> auctions, int count, long since, long servedAt) {
    public Plan {
      auctions = List.copyOf(auctions);
    }

    /// New viewers, who want the room's state.
    public static Plan of(URI address, long auctionId, int count) {
      return new Plan(address, List.of(auctionId), count, -1, 0);
    }
  }

  private Viewers(Loop loop, List<Crew> crews, int count) {
    this.loop = loop;
    this.crews = crews;
    this.count = count;
  }

  /// Opens all sockets, some at a time, and returns when everybody has what he came for.
  ///
  /// @throws IllegalStateException if somebody does not get in in time
  public static Viewers open(Plan plan, Duration limit) throws InterruptedException {
    return open(plan, AT_ONCE, limit);
  }

  /// The same with all of them coming at once.
  ///
  /// @throws IllegalStateException if somebody does not get in in time
  public static Viewers storm(Plan plan, Duration limit) throws InterruptedException {
    return open(plan, plan.count(), limit);
  }

  private static Viewers open(Plan plan, int atOnce, Duration limit) throws InterruptedException {
    Loop loop = new Loop(THREADS);
    List<Crew> crews = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      crews.add(new Crew(loop.thread(), loop.channelType(), plan, i, THREADS));
    }
    Viewers viewers = new Viewers(loop, crews, plan.count());
    crews.forEach(crew -> crew.loop().execute(() -> crew.open(atOnce)));
    try {
      CompletableFuture.allOf(crews.stream().map(Crew::allServed).toArray(CompletableFuture[]::new))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return viewers;
    } catch (ExecutionException | TimeoutException e) {
      viewers.close();
      throw new IllegalStateException("not everybody got in", e);
    }
  }

  /// The address that a viewer comes from.
  static String source(int number) {
    return "127.0.0." + (2 + number / PER_SOURCE);
  }

  public int count() {
    return count;
  }

  /// Begins to count anew.
  ///
  /// @param sent when bids were sent; null where latency is not of interest
  public void reset(@Nullable Sent sent) {
    crews.forEach(crew -> crew.loop().submit(() -> crew.tally().reset(sent)).syncUninterruptibly());
  }

  /// The newest step that anybody has seen.
  public long position() {
    return crews.stream().mapToLong(crew -> crew.tally().position()).max().orElse(0);
  }

  /// Steps seen since the reset, over all viewers.
  public long seen() {
    return sum(Tally::seen);
  }

  /// Steps seen and steps for which a snapshot stood, over all viewers.
  public long passed() {
    return sum(Tally::passed);
  }

  private long sum(ToLongFunction<Tally> what) {
    return crews.stream().mapToLong(crew -> what.applyAsLong(crew.tally())).sum();
  }

  /// Waits until so many steps have passed, over all viewers.
  ///
  /// @return false where the limit came first
  public boolean await(long steps, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (passed() < steps) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /// What they have seen since the reset.
  public Seen result() {
    return crews.stream()
        .map(crew -> crew.loop().submit(() -> crew.tally().result()).syncUninterruptibly().getNow())
        .reduce(Seen::plus)
        .orElseThrow();
  }

  /// Everybody leaves.
  @Override
  public void close() {
    crews.forEach(crew -> crew.loop().submit(crew::close).syncUninterruptibly());
    loop.close();
  }
}
