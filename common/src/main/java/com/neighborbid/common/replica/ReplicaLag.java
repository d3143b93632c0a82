package com.neighborbid.common.replica;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How old what a replica shows is: the position of the database's log is noted a few times within
/// the longest lag, and the newest noted one that the replica has reached tells the moment it
/// shows. The replica's own word for it would be wrong where it has lost its connection, or nothing
/// is written.
final class ReplicaLag implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplicaLag.class);
  private static final int LOOKS_PER_LAG = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final String WRITTEN = "select (pg_current_wal_lsn() - '0/0')::int8";

  /// Null on a server that follows none.
  private static final String REPLAYED = "select (pg_last_wal_replay_lsn() - '0/0')::int8";

  private final JdbcClient primary;
  private final JdbcClient replica;
  private final long maxLagNanos;
  private final Deque<Noted> noted = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean known;
  private volatile long showsNanos;
  private boolean wasUsable;
  private boolean told;

  private record Noted(long atNanos, long position) {}

  ReplicaLag(JdbcClient primary, JdbcClient replica, Duration maxLag) {
    this.primary = primary;
    this.replica = replica;
    this.maxLagNanos = maxLag.toNanos();
    long pauseNanos = Math.min(maxLagNanos / LOOKS_PER_LAG, LONGEST_PAUSE.toNanos());
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("replica-lag")
            .start(() -> run(Duration.ofNanos(pauseNanos)));
  }

  boolean isUsable() {
    return known && System.nanoTime() - showsNanos <= maxLagNanos;
  }

  double seconds() {
    return known ? (System.nanoTime() - showsNanos) / 1e9 : Double.NaN;
  }

  /// A read has failed: not to be asked until a look succeeds.
  void failed() {
    known = false;
  }

  private void run(Duration pause) {
    try {
      while (!closed) {
        try {
          look();
        } catch (DataAccessException e) {
          log.debug("How far the replica is, is not known now", e);
        }
        tell();
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    long now = System.nanoTime();
    noted.addLast(new Noted(now, primary.sql(WRITTEN).query(Long.class).single()));
    OptionalLong reached = replayed();
    if (reached.isEmpty()) {
      known = false;
      return;
    }
    Noted newest = null;
    while (!noted.isEmpty() && noted.getFirst().position() <= reached.getAsLong()) {
      newest = noted.removeFirst();
    }
    if (newest != null) {
      showsNanos = newest.atNanos();
      known = true;
    }
    while (noted.size() > 1 && now - noted.getFirst().atNanos() > 2 * maxLagNanos) {
      noted.removeFirst();
    }
  }

  private OptionalLong replayed() {
    return replica
        .sql(REPLAYED)
        .query(
            (row, _) -> {
              long position = row.getLong(1);
              return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
            })
        .single();
  }

  private void tell() {
    boolean usable = isUsable();
    if (usable != wasUsable || !told) {
      log.info("Reads that may be a moment old go to the {}", usable ? "replica" : "database");
      told = true;
    }
    wasUsable = usable;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      var _ = thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
