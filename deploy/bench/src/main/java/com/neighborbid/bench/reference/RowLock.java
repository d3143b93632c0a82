package com.neighborbid.bench.reference;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/// Bids decided the usual way: `SELECT … FOR UPDATE` on the auction, both wallets moved, bid and
/// ledger rows inserted, commit.
public final class RowLock implements AutoCloseable {
  private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32);

  private final RowLockTables tables;
  private final int auctions;
  private final List<RowLockClient> clients = new ArrayList<>();

  /// What was measured.
  ///
  /// @param bids decided and committed
  public record Result(int clients, long bids, long accepted, double seconds) {
    public double perSecond() {
      return bids / seconds;
    }
  }

  /// @param port of the PostgreSQL server
  /// @throws SQLException if the database cannot be made
  public RowLock(int port, int auctions) throws SQLException {
    this.tables = new RowLockTables(port, auctions);
    this.auctions = auctions;
    for (int i = 0; i < CLIENTS.getLast(); i++) {
      clients.add(new RowLockClient(tables.connect(), i));
    }
  }

  /// Tries every number of clients for a while and answers the best of them.
  ///
  /// @param lowShare the share of bids below the minimum
  /// @throws InterruptedException if interrupted
  public Result best(double lowShare, double seconds) throws InterruptedException {
    // For the driver's and the compiler's first steps, which are no client's fault.
    Result best = run(4, lowShare, seconds);
    for (int count : CLIENTS) {
      Result result = run(count, lowShare, seconds);
      if (result.perSecond() > best.perSecond()) {
        best = result;
      }
    }
    return best;
  }

  /// Runs so many clients, each with one connection.
  ///
  /// @param lowShare the share of bids below the minimum
  /// @throws InterruptedException if interrupted
  public Result run(int count, double lowShare, double seconds) throws InterruptedException {
    LongAdder bids = new LongAdder();
    LongAdder accepted = new LongAdder();
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        RowLockClient client = clients.get(i);
        long seed = i;
        running.add(
            threads.submit(
                () -> {
                  SplittableRandom random = new SplittableRandom(seed);
                  while (System.nanoTime() < end) {
                    boolean low = random.nextDouble() < lowShare;
                    if (client.bid(1 + random.nextInt(auctions), low)) {
                      accepted.increment();
                    }
                    bids.increment();
                  }
                  return null;
                }));
      }
      for (Future<?> client : running) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the row-lock reference has failed", e);
    }
    return new Result(count, bids.sum(), accepted.sum(), (System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    for (RowLockClient client : clients) {
      client.close();
    }
    tables.close();
  }
}
