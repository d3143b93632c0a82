package com.neighborbid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.chaos.Campaign.Outcome;
import com.neighborbid.chaos.audit.AuditCommand;
import com.neighborbid.chaos.check.Offences;
import com.neighborbid.chaos.fault.Fault;
import com.neighborbid.chaos.fault.Faults;
import com.neighborbid.chaos.load.Journal;
import com.neighborbid.chaos.report.Report;
import com.neighborbid.chaos.stack.ChaosStack;
import com.neighborbid.local.StackOptions;
import com.neighborbid.servers.Ports;
import com.neighborbid.systemtests.audit.AuditTarget;
import com.neighborbid.systemtests.audit.Finding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short campaign: three parts are killed under load, one after the other. Then the audit is
/// asked as people ask it: of the running stack, of its data when it has stopped, and of damaged
/// data.
class ChaosIT {
  private static final long SEED = 6;
  private static final Duration AWAY = Duration.ofSeconds(1);

  @TempDir Path folder;

  private record Said(int code, String text) {}

  @Test
  void nothingIsLostWhenPartsAreKilledUnderLoad() throws Exception {
    Path data = folder.resolve("data");
    try (Journal journal = new Journal(folder.resolve("history.log"));
        ChaosStack stack = ChaosStack.start(StackOptions.findHome(), data, 1, _ -> {})) {
      Iterator<Fault> faults =
          Stream.of("auction", "PostgreSQL", "Redis")
              .map(name -> (Fault) new Fault.Kill(List.of(stack.unit(name)), AWAY))
              .iterator();
      Outcome outcome =
          Campaign.run(stack, new Faults(stack), 3, SEED, faults::next, journal, _ -> {});
      assertNothingLost(outcome);
      assertThat(Report.write(folder, "make chaos", outcome, journal))
          .content()
          .contains("nothing was lost", "| kill -9 of PostgreSQL | 1 |", "| **all** | 3 |");
      assertThat(audit(running(stack.auditTarget()))).satisfies(ChaosIT::isClean);
    }
    Said stopped = audit(Map.of("NB_DATA_DIR", data.toString()));
    assertThat(stopped).satisfies(ChaosIT::isClean);
    assertThat(stopped.text()).contains("does not run");
  }

  private static void assertNothingLost(Outcome outcome) {
    assertThat(outcome.broken()).isEmpty();
    assertThat(outcome.verdict().isClean()).as(outcome.verdict()::toString).isTrue();
    assertThat(outcome.verdict().audit().findings())
        .extracting(Finding::examined)
        .allMatch(examined -> examined > 0);
    assertThat(outcome.verdict().offences())
        .extracting(Offences::examined)
        .allMatch(examined -> examined > 0);
    assertThat(outcome.bidAnswers()).isGreaterThan(100);
  }

  private static void isClean(Said said) {
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("7 the auctions' log, replayed").doesNotContain("BROKEN");
  }

  private static Map<String, String> running(AuditTarget target) {
    return Map.of(
        "NB_WALLET_DB_URL", target.walletUrl(),
        "NB_AUCTION_DB_URL", target.auctionUrl(),
        "NB_KAFKA", target.kafka());
  }

  private static Said audit(Map<String, String> environment) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      int code = AuditCommand.run(environment, out);
      return new Said(code, said.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void anAuditThatCannotLookSaysSo() {
    String nobody = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/nb_wallet";
    Said said =
        audit(
            Map.of(
                "NB_WALLET_DB_URL", nobody,
                "NB_AUCTION_DB_URL", nobody,
                "NB_KAFKA", "127.0.0.1:" + Ports.free()));
    assertThat(said.code()).isEqualTo(AuditCommand.COULD_NOT_LOOK);
    assertThat(said.text()).contains("could not be made");
  }
}
