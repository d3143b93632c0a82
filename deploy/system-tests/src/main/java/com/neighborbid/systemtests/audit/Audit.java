package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads everything and asks each check.
public final class Audit {
  private static final Duration PAUSE = Duration.ofMillis(300);

  /// What waits for records that are not decided or not sent yet.
  private static final Set<Invariant> UNTIL_DRAINED =
      EnumSet.of(Invariant.HOLDS, Invariant.SETTLEMENT, Invariant.OUTCOMES, Invariant.LANES);

  private Audit() {}

  /// Audits a system at rest. What is still on its way is given `patience` to arrive; the report is
  /// the first without an offender, or the last.
  public static AuditReport atRest(AuditTarget target, RecordedAnswers answers, Duration patience)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    AuditReport report = once(target, answers);
    while (!report.holds() && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      report = once(target, answers);
    }
    return report;
  }

  /// Audits a system that is in use: what two databases say is compared again after a moment, and
  /// only what was wrong every time during `patience` is broken.
  public static AuditReport running(AuditTarget target, Duration patience)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    RecordedAnswers none = new RecordedAnswers();
    AuditReport report = once(target, none);
    while (!report.holds() && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      report = report.and(once(target, none));
    }
    return report;
  }

  /// Audits data that nobody works on. Where the engines were stopped before they had read all of
  /// their logs, what depends on the rest cannot be judged, and is left open.
  public static AuditReport stopped(AuditTarget target) throws SQLException {
    AuditReport report = once(target, new RecordedAnswers());
    return report.offenders(Invariant.LANES).isEmpty()
        ? report
        : new AuditReport(report.findings(), UNTIL_DRAINED);
  }

  /// One look, without patience.
  public static AuditReport once(AuditTarget target, RecordedAnswers answers) throws SQLException {
    try (Connection wallet = target.wallet();
        Connection auction = target.auction()) {
      return once(wallet, auction, target.kafka(), answers);
    }
  }

  /// One look over connections of the caller's, whose open transactions are seen and left open.
  static AuditReport once(
      Connection wallet, Connection auction, String kafka, RecordedAnswers answers)
      throws SQLException {
    // What was told before the rows are read must be in them; what is told later need not.
    List<BidAnswer> told = answers.all();
    @Nullable AuctionData auctionRows = null;
    WalletData walletRows;
    try (LogReader log = new LogReader(kafka)) {
      auctionRows = inSnapshot(auction, AuctionData::load);
      walletRows = inSnapshot(wallet, WalletData::load);
      List<LogReader.Entry> entries = log.decided(auctionRows.lanes());
      return new AuditReport(
          List.of(
              walletRows.ledger(),
              HoldCheck.run(auctionRows, walletRows),
              SettlementCheck.run(auctionRows, walletRows),
              BiddingCheck.run(auctionRows, entries),
              OutcomeCheck.run(auctionRows, entries, told),
              LaneCheck.run(auctionRows, walletRows, log),
              EventsCheck.run(auctionRows, walletRows, log),
              RecordCheck.run(auctionRows),
              WalletReplay.run(walletRows, log.decidedByWallets(walletRows.lanes()))));
    }
  }

  @FunctionalInterface
  private interface Load<T> {
    T from(Connection connection) throws SQLException;
  }

  /// All tables as they stood at one moment.
  private static <T> T inSnapshot(Connection connection, Load<T> load) throws SQLException {
    if (!connection.getAutoCommit()) {
      return load.from(connection);
    }
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try {
      return load.from(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
