package com.neighborbid.chaos.report;

import com.neighborbid.chaos.Campaign.Outcome;
import com.neighborbid.chaos.Round;
import com.neighborbid.chaos.Seconds;
import com.neighborbid.chaos.check.Offences;
import com.neighborbid.chaos.load.Journal;
import com.neighborbid.chaos.load.Prober.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was broken, how long it took to recover, and what was lost, in Markdown.
public final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report() {}

  /// Writes `report.md`.
  ///
  /// @param command that does the same again
  /// @return the file
  /// @throws IOException if it cannot be written
  public static Path write(Path folder, String command, Outcome outcome, Journal journal)
      throws IOException {
    Report report = new Report();
    report.head(command, outcome);
    report.recoveries(outcome.rounds());
    report.checks(outcome);
    report.load(journal);
    report.rounds(outcome.rounds());
    Path file = folder.resolve("report.md");
    Files.createDirectories(folder);
    Files.writeString(file, report.text);
    return file;
  }

  private void head(String command, Outcome outcome) {
    line("# Chaos");
    line("");
    line("`%s`: %s".formatted(command, outcome.isClean() ? "nothing was lost." : "**BROKEN.**"));
    line("");
    if (!outcome.revived().isEmpty()) {
      line(
          "Ended by themselves and were started again, as an orchestrator would: "
              + outcome.revived().stream()
                  .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
              + ".");
      line("");
    }
  }

  private void recoveries(List<Round> rounds) {
    line("## Recovery");
    line("");
    line(
        "From the beginning of the mending (the restart, the waking, the healed connection) until");
    line(
        "a bid is accepted through the gateway, on an auction that was open before and on one that");
    line("is listed then.");
    line("");
    line("| fault | rounds | old auction: median | max | new auction: median | max |");
    line("|---|--:|--:|--:|--:|--:|");
    Map<String, List<Round>> kinds =
        rounds.stream()
            .collect(Collectors.groupingBy(Round::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach(this::recovery);
    recovery("**all**", rounds);
    line("");
  }

  private void recovery(String kind, List<Round> rounds) {
    line(
        "| %s | %d | %s | %s |"
            .formatted(
                kind,
                rounds.size(),
                figures(rounds, Recovery::old),
                figures(rounds, Recovery::fresh)));
  }

  private static String figures(List<Round> rounds, Function<Recovery, Optional<Duration>> which) {
    List<Duration> known = new ArrayList<>();
    for (Round round : rounds) {
      which.apply(round.recovery()).ifPresent(known::add);
    }
    if (known.size() < rounds.size()) {
      return "- | never";
    }
    known.sort(null);
    return known.isEmpty()
        ? "- | -"
        : Seconds.of(known.get(known.size() / 2)) + " | " + Seconds.of(known.getLast());
  }

  private void checks(Outcome outcome) {
    line("## What was lost");
    line("");
    line("| check | looked at | wrong |");
    line("|---|--:|--:|");
    outcome
        .verdict()
        .audit()
        .findings()
        .forEach(
            finding ->
                line(
                    "| audit: %s | %,d | %,d |"
                        .formatted(
                            finding.invariant().title(),
                            finding.examined(),
                            finding.offenders().size())));
    for (Offences one : outcome.verdict().offences()) {
      line("| %s | %,d | %,d |".formatted(one.what(), one.examined(), one.sentences().size()));
    }
    line(
        "| answers about bids, each compared with its row | %,d | |"
            .formatted(outcome.bidAnswers()));
    line(
        "| replay of the log against the rows | %d | %d |"
            .formatted(1, outcome.verdict().replayed() ? 0 : 1));
    line("");
    if (!outcome.isClean()) {
      line("```");
      outcome.broken().forEach(this::line);
      line(outcome.verdict().toString());
      line("```");
      line("");
    }
  }

  private void load(Journal journal) {
    line("## Load");
    line("");
    line("| what | outcome | times |");
    line("|---|---|--:|");
    journal
        .counts()
        .forEach((name, count) -> line("| %s | %,d |".formatted(name.replace("\t", " | "), count)));
    line("");
    line(
        "Unknown are timeouts and answers that leave it open (202, 5xx): whatever became of those is");
    line("right, as long as it is the same everywhere.");
    line("");
  }

  private void rounds(List<Round> rounds) {
    line("## Rounds");
    line("");
    rounds.forEach(round -> line(round.toString()));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
