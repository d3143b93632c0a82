package com.neighborbid.chaos.audit;

import com.neighborbid.local.StackException;
import com.neighborbid.local.StackOptions;
import com.neighborbid.local.StoppedStack;
import com.neighborbid.servers.PostgresServer;
import com.neighborbid.servers.ServerException;
import com.neighborbid.systemtests.audit.Audit;
import com.neighborbid.systemtests.audit.AuditReport;
import com.neighborbid.systemtests.audit.AuditTarget;
import com.neighborbid.systemtests.tool.Tool;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/// `make audit`: the seven invariants of a stack that runs, of one that is reached by its
/// addresses, or of the data of one that was stopped. Changes nothing.
///
/// Environment: as `make run`. With `NB_WALLET_DB_URL`, `NB_AUCTION_DB_URL` and `NB_KAFKA` it looks
/// there.
public final class AuditCommand {
  /// Exit codes.
  public static final int CLEAN = 0;

  public static final int BROKEN = 1;
  public static final int COULD_NOT_LOOK = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> ADDRESSES =
      List.of("NB_WALLET_DB_URL", "NB_AUCTION_DB_URL", "NB_KAFKA");

  private final PrintStream out;
  private final Path home;

  private AuditCommand(PrintStream out, Path home) {
    this.out = out;
    this.home = home;
  }

  static void main() {
    System.exit(run(System.getenv(), System.out));
  }

  /// Audits what the environment says.
  ///
  /// @return 0 where all holds, 1 where something is broken, 2 where it could not look at
  ///   everything
  public static int run(Map<String, String> environment, PrintStream out) {
    try {
      StackOptions options = StackOptions.fromEnvironment(environment);
      AuditCommand command = new AuditCommand(out, options.home());
      if (ADDRESSES.stream().anyMatch(environment::containsKey)) {
        return command.running(AuditTarget.fromEnvironment(environment));
      }
      Optional<StoppedStack> stopped = StoppedStack.open(options);
      if (stopped.isEmpty()) {
        return command.running(AuditTarget.fromEnvironment(environment));
      }
      try (StoppedStack stack = stopped.get()) {
        out.println("NeighborBid does not run: looking at its data in " + options.data());
        return command.stopped(target(stack));
      }
    } catch (SQLException
        | KafkaException
        | StackException
        | ServerException
        | UncheckedIOException
        | IllegalStateException e) {
      out.println("The audit could not be made: " + e.getMessage());
      return COULD_NOT_LOOK;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return COULD_NOT_LOOK;
    }
  }

  private static AuditTarget target(StoppedStack stack) {
    return new AuditTarget(
        stack.postgres().jdbcUrl("nb_wallet"),
        stack.postgres().jdbcUrl("nb_auction"),
        PostgresServer.USER,
        PostgresServer.PASSWORD,
        stack.kafka().bootstrap());
  }

  private int running(AuditTarget target) throws SQLException, InterruptedException {
    out.println("Auditing " + target);
    return tell(Audit.running(target, PATIENCE), target);
  }

  private int stopped(AuditTarget target) throws SQLException, InterruptedException {
    AuditReport report = Audit.stopped(target);
    int code = tell(report, target);
    if (!report.open().isEmpty()) {
      out.println(
          "It was stopped with work under way, which the next start goes on with. What depends on"
              + " that is open: run it, then audit again.");
    }
    return code;
  }

  private int tell(AuditReport report, AuditTarget target) throws InterruptedException {
    out.print(report);
    Tool.Said replay = Tool.replay(home, target);
    boolean equal = replay.code() == CLEAN;
    out.println(
        (equal ? "ok    " : replay.code() == BROKEN ? "BROKEN" : "open  ")
            + " 7 the auctions' log, replayed by the engine's own rules, gives the rows");
    if (!equal) {
      out.print(replay.text());
    }
    if (report.isBroken() || replay.code() == BROKEN) {
      return BROKEN;
    }
    return report.holds() && equal ? CLEAN : COULD_NOT_LOOK;
  }
}
