package com.neighborbid.systemtests.audit;

import java.util.List;

/// The findings of one audit, one per invariant.
public record AuditReport(List<Finding> findings) {
  private static final int SHOWN = 5;

  public AuditReport {
    findings = List.copyOf(findings);
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
            .toList());
  }

  /// Each invariant with its count and first offenders, for people.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      int broken = finding.offenders().size();
      text.append(
          "%-6s %s: %,d examined, %,d broken%n"
              .formatted(
                  broken == 0 ? "ok" : "BROKEN",
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
