package com.neighborbid.chaos;

import com.neighborbid.chaos.check.Verdict;
import com.neighborbid.chaos.fault.Breaker;
import com.neighborbid.chaos.fault.Fault;
import com.neighborbid.chaos.load.Journal;
import com.neighborbid.chaos.load.Load;
import com.neighborbid.chaos.load.Prober;
import com.neighborbid.chaos.load.Prober.Recovery;
import com.neighborbid.chaos.stack.Target;
import com.neighborbid.local.StackOptions;
import com.neighborbid.systemtests.audit.Audit;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Load, and one fault after the other: damaged, left for a while, mended, and waited until bids
/// count again. Now and then everybody rests and everything is audited. In the end what was asked,
/// told and seen is compared with what is there.
public final class Campaign {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);
  private static final int ROUNDS_BETWEEN_AUDITS = 10;

  private final Target target;
  private final Breaker breaker;
  private final Journal journal;
  private final Consumer<String> say;
  private final RecordedAnswers answers = new RecordedAnswers();
  private final List<Round> rounds = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /// What a campaign was and what it found.
  ///
  /// @param broken what was wrong before the end: no recovery, an audit between rounds
  /// @param revived processes that ended by themselves and were started again
  /// @param bidAnswers number of answers about bids, each compared with the rows
  public record Outcome(
      List<Round> rounds,
      List<String> broken,
      List<String> revived,
      int bidAnswers,
      Verdict verdict) {
    public Outcome {
      rounds = List.copyOf(rounds);
      broken = List.copyOf(broken);
      revived = List.copyOf(revived);
    }

    /// Whether nothing at all was wrong.
    public boolean isClean() {
      return broken.isEmpty() && verdict.isClean();
    }
  }

  private Campaign(Target target, Breaker breaker, Journal journal, Consumer<String> say) {
    this.target = target;
    this.breaker = breaker;
    this.journal = journal;
    this.say = say;
  }

  /// Breaks the system so many times.
  ///
  /// @param next asked for each fault
  /// @throws SQLException if a database cannot be read in the end
  /// @throws InterruptedException if interrupted
  public static Outcome run(
      Target target,
      Breaker breaker,
      int rounds,
      long seed,
      Supplier<Fault> next,
      Journal journal,
      Consumer<String> say)
      throws SQLException, InterruptedException {
    return new Campaign(target, breaker, journal, say).run(rounds, seed, next);
  }

  private Outcome run(int count, long seed, Supplier<Fault> next)
      throws SQLException, InterruptedException {
    try (Load load = Load.start(target.gateways(), seed, answers, journal);
        Prober prober = new Prober(load, target.gateways(), journal)) {
      Thread.sleep(WARM_UP);
      for (int number = 1; number <= count; number++) {
        rounds.add(round(number, next.get(), prober));
        if (number % ROUNDS_BETWEEN_AUDITS == 0 && number < count) {
          rest(load, number);
        }
        Thread.sleep(BETWEEN);
      }
      say.accept("Everybody goes home");
      load.stop();
      prober.stop();
    }
    Verdict verdict = Verdict.of(target.auditTarget(), StackOptions.findHome(), answers, journal);
    return new Outcome(rounds, broken, target.revived(), answers.all().size(), verdict);
  }

  private Round round(int number, Fault fault, Prober prober) throws InterruptedException {
    journal.note("round %d: %s".formatted(number, fault));
    breaker.damage(fault);
    journal.note("mending");
    CompletableFuture<Recovery> recovering = prober.begin();
    breaker.mend(fault);
    Recovery recovery = recovering.join();
    Round round = new Round(number, fault.kind(), fault.toString(), recovery);
    journal.note(round.toString());
    say.accept(round.toString());
    if (!recovery.done()) {
      broken.add("no recovery: " + round);
      target.mend();
    }
    return round;
  }

  /// Everybody pauses; what is on its way arrives; then everything must be right.
  private void rest(Load load, int number) throws SQLException, InterruptedException {
    load.pause();
    AuditReport audit = Audit.atRest(target.auditTarget(), answers, DRAINED_WITHIN);
    say.accept(
        "Audit after round %d: %s".formatted(number, audit.holds() ? "all is well" : "\n" + audit));
    if (!audit.holds()) {
      broken.add("audit after round %d:%n%s".formatted(number, audit));
    }
    load.resume();
  }
}
