package com.neighborbid.chaos.check;

import com.neighborbid.chaos.load.Journal;
import com.neighborbid.systemtests.audit.Audit;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.AuditTarget;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.tool.Tool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What all the checks say at the end.
///
/// @param offences of the checks of what people were told
/// @param audit the seven invariants, with every answer that was given
/// @param replay what the replay of the log said
/// @param replayed whether it found the log and the rows to be equal
public record Verdict(List<Offences> offences, AuditReport audit, String replay, boolean replayed) {
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(3);
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
  private static final long PAUSE_MS = 500;

  public Verdict {
    offences = List.copyOf(offences);
  }

  /// Asks them all, about a system that nobody uses any more.
  ///
  /// @throws SQLException if a database cannot be read
  /// @throws InterruptedException if interrupted
  public static Verdict of(AuditTarget target, Path home, RecordedAnswers answers, Journal journal)
      throws SQLException, InterruptedException {
    awaitEnds(target, AuctionCheck.sellers(journal.auctions()));
    AuditReport audit = Audit.atRest(target, answers, DRAINED_WITHIN);
    Rows rows = Rows.read(target);
    Tool.Said replay = Tool.replay(home, target);
    return new Verdict(
        List.of(
            MoneyCheck.run(rows, journal.money()),
            AuctionCheck.run(rows, journal.auctions()),
            ViewCheck.run(rows, journal.visits()),
            new Offences("answers with 500", journal.asked(), journal.failures())),
        audit,
        replay.text(),
        replay.code() == 0);
  }

  /// The last auctions end by themselves.
  private static void awaitEnds(AuditTarget target, Set<Long> sellers)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + ENDED_WITHIN.toNanos();
    while (Rows.running(target, sellers) > 0 && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE_MS);
    }
  }

  /// Whether nothing at all is wrong.
  public boolean isClean() {
    return audit.holds() && replayed && offences.stream().allMatch(Offences::isEmpty);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(audit.toString());
    for (Offences one : offences) {
      text.append(
          "%-6s %s: %,d examined, %,d wrong%n"
              .formatted(
                  one.isEmpty() ? "ok" : "BROKEN",
                  one.what(),
                  one.examined(),
                  one.sentences().size()));
      one.first().forEach(sentence -> text.append("         ").append(sentence).append('\n'));
    }
    return text.append(replay).toString();
  }
}
