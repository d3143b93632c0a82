package com.neighborbid.systemtests.audit;

import java.sql.Connection;
import java.sql.SQLException;

/// Audits databases in which a test has planted something within an open transaction.
public final class PlantedAudit {
  private PlantedAudit() {}

  public static AuditReport of(
      Connection wallet, Connection auction, String kafka, RecordedAnswers answers)
      throws SQLException {
    return Audit.once(wallet, auction, kafka, answers);
  }
}
