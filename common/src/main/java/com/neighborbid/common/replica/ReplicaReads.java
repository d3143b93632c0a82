package com.neighborbid.common.replica;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The mark of a read that may be a moment old: whoever reads by [#read] says that nothing is
/// decided by it, and that nobody looks there for what he has just done.
///
/// The mark is a call and not a read-only transaction on purpose: those are also what a
/// repository's own methods run in, and what they read may well decide something.
///
/// Where there is no replica, or it is away or too far behind, the database itself is read. A read
/// that fails on the replica is done once more on the database. Within a transaction, always the
/// database.
public final class ReplicaReads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplicaReads.class);

  private final JdbcClient primary;
  private final @Nullable Replica replica;

  /// @param lag how far it is behind
  private record Replica(
      HikariDataSource pool, JdbcClient client, ReplicaLag lag, Counter reads, Counter failures) {}

  /// Without a replica.
  public ReplicaReads(JdbcClient primary) {
    this.primary = primary;
    this.replica = null;
  }

  /// @param pool of the replica; closed with this
  /// @param maxLag beyond which it is not asked
  public ReplicaReads(
      JdbcClient primary, HikariDataSource pool, Duration maxLag, MeterRegistry registry) {
    this.primary = primary;
    JdbcClient client = JdbcClient.create(pool);
    ReplicaLag lag = new ReplicaLag(primary, client, maxLag);
    this.replica =
        new Replica(
            pool,
            client,
            lag,
            Counter.builder("db.replica.reads").register(registry),
            Counter.builder("db.replica.failures")
                .description("reads that failed there and were done on the database")
                .register(registry));
    Gauge.builder("db.replica.in.use", () -> lag.isUsable() ? 1 : 0)
        .description("1 while the replica is there and close enough behind")
        .register(registry);
    Gauge.builder("db.replica.lag", lag::seconds)
        .baseUnit("seconds")
        .description("how old what the replica shows may be; NaN until that is known")
        .register(registry);
  }

  /// Whether reads go to the replica now.
  public boolean isInUse() {
    return replica != null && replica.lag().isUsable();
  }

  /// Reads; maybe twice, if the first time fails.
  public <T> T read(Function<JdbcClient, T> question) {
    Replica there = replica;
    if (there == null
        || !there.lag().isUsable()
        || TransactionSynchronizationManager.isActualTransactionActive()) {
      return question.apply(primary);
    }
    try {
      T answer = question.apply(there.client());
      there.reads().increment();
      return answer;
    } catch (DataAccessException e) {
      there.failures().increment();
      if (e instanceof DataAccessResourceFailureException) {
        // It is away; what a caller asked wrongly says nothing about it.
        there.lag().failed();
      }
      log.debug("Read on the database instead of its replica", e);
      return question.apply(primary);
    }
  }

  @Override
  public void close() {
    Replica there = replica;
    if (there != null) {
      there.lag().close();
      there.pool().close();
    }
  }
}
