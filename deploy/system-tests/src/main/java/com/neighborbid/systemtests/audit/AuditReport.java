package com.neighborbid.systemtests.audit;

import java.util.List;
import java.util.Set;

/// The findings of one audit, one per invariant.
///
/// @param open what cannot be judged, because something that it depends on is still to be done
public record AuditReport(List<Finding> findings, Set<Invariant> open) {
  private static final int SHOWN = 5;

  public AuditReport {
    findings = List.copyOf(findings);
    open = Set.copyOf(open);
  }

  AuditReport(List<Finding> findings) {
    this(findings, Set.of());
  }

  /// Whether anything that can be judged is wrong.
  public boolean isBroken() {
    return findings.stream()
        .anyMatch(finding -> !finding.offenders().isEmpty() && !open.contains(finding.invariant()));
  }

  public boolean holds() {
    return findings.stream().allMatch(finding -> finding.offenders().isEmpty());
  }

  public Finding finding(Invariant invariant) {
    return findings.stream()
        .filter(finding -> finding.invariant() == invariant)
        .findFirst()
        .orElseThrow();
  }

  /// What breaks an invariant.
  public List<String> offenders(Invariant invariant) {
    return finding(invariant).offenders();
  }

  /// The report with only those offenders that `other` has as well.
  AuditReport and(AuditReport other) {
    return new AuditReport(
        findings.stream()
            .map(
                finding ->
                    new Finding(
                        finding.invariant(),
                        finding.examined(),
                        finding.offenders().stream()
                            .filter(other.offenders(finding.invariant())::contains)
                            .toList()))
            .toList(),
        open);
  }

  /// Each invariant with its count and first offenders, for people.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      int broken = finding.offenders().size();
      text.append(
          "%-6s %s: %,d examined, %,d offenders%n"
              .formatted(
                  broken == 0 ? "ok" : open.contains(finding.invariant()) ? "open" : "BROKEN",
                  finding.invariant().title(),
                  finding.examined(),
                  broken));
      finding.offenders().stream()
          .limit(SHOWN)
          .forEach(offender -> text.append("         ").append(offender).append('\n'));
      if (broken > SHOWN) {
        text.append("         and %,d more%n".formatted(broken - SHOWN));
      }
    }
    return text.toString();
  }
}
