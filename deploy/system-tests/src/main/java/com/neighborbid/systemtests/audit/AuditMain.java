package com.neighborbid.systemtests.audit;

import java.sql.SQLException;
import java.time.Duration;

/// Audits a running system: prints each invariant with its count and first offenders, and ends with
/// 0 where all hold, with 1 where one is broken, with 2 where the audit could not be made.
public final class AuditMain {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private AuditMain() {}

  static void main() throws InterruptedException {
    AuditTarget target = AuditTarget.fromEnvironment(System.getenv());
    System.out.println("Auditing " + target);
    int code;
    try {
      AuditReport report = Audit.running(target, PATIENCE);
      System.out.print(report);
      code = report.holds() ? 0 : 1;
    } catch (SQLException | RuntimeException e) {
      System.err.println("The audit could not be made: " + e);
      code = 2;
    }
    System.exit(code);
  }
}
