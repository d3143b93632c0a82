package com.neighborbid.chaos;

import com.neighborbid.chaos.Campaign.Outcome;
import com.neighborbid.chaos.fault.Breaker;
import com.neighborbid.chaos.fault.Deck;
import com.neighborbid.chaos.fault.Fault;
import com.neighborbid.chaos.fault.Faults;
import com.neighborbid.chaos.load.Journal;
import com.neighborbid.chaos.report.Report;
import com.neighborbid.chaos.stack.ChaosStack;
import com.neighborbid.chaos.stack.Target;
import com.neighborbid.local.StackOptions;
import com.neighborbid.servers.TemporaryFolders;
import com.neighborbid.systemtests.audit.AuditTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/// `make chaos`: breaks a stack of its own as often as it is told to, writes the report and ends
/// with 0 where nothing was lost, with 1 where something was, with 2 where it could not look.
public final class ChaosMain {
  /// What others have between two looks.
  private static final Duration BREATH = Duration.ofSeconds(10);

  private ChaosMain() {}

  static void main() {
    int code;
    try {
      code = run(Options.of(System.getProperties()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      code = 2;
    } catch (SQLException | IOException | RuntimeException e) {
      e.printStackTrace();
      code = 2;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      code = 2;
    }
    System.exit(code);
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static int run(Options options) throws SQLException, IOException, InterruptedException {
    System.out.println(options.command());
    if (options.url().isPresent()) {
      AuditTarget databases = AuditTarget.fromEnvironment(System.getenv());
      try (Target target = Target.running(options.url().get(), databases)) {
        return run(options, target, Breaker.OTHERS, () -> new Fault.Others(BREATH));
      }
    }
    Path data = options.folder().resolve("data");
    TemporaryFolders.delete(data);
    try (ChaosStack stack =
        ChaosStack.start(StackOptions.findHome(), data, options.instances(), ChaosMain::say)) {
      return run(options, stack, new Faults(stack), new Deck(stack, options.seed())::draw);
    }
  }

  private static int run(Options options, Target target, Breaker breaker, Supplier<Fault> next)
      throws SQLException, IOException, InterruptedException {
    try (Journal journal = new Journal(options.folder().resolve("history.log"))) {
      Outcome outcome =
          Campaign.run(
              target, breaker, options.rounds(), options.seed(), next, journal, ChaosMain::say);
      Path file = Report.write(options.folder(), options.command(), outcome, journal);
      System.out.println(outcome.verdict());
      System.out.println("Report: " + file);
      return outcome.isClean() ? 0 : 1;
    }
  }
}
