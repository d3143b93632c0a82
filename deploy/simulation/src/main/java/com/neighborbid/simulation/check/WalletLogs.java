package com.neighborbid.simulation.check;

import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.simulation.database.Database;
import com.neighborbid.simulation.database.Row;
import com.neighborbid.simulation.log.Logged;
import com.neighborbid.wallet.ledger.WalletEngine;
import com.neighborbid.wallet.ledger.domain.Command;
import com.neighborbid.wallet.ledger.domain.Ledger;
import com.neighborbid.wallet.ledger.domain.Position;
import com.neighborbid.wallet.ledger.domain.Wallet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through the wallets' log once more when all is done, record by record, by the wallet's own
/// rules: that gives the rows (7).
final class WalletLogs {
  private final Findings findings;
  private final Database wallets;
  private final WalletEngine reader = new WalletEngine(_ -> {});
  private final Ledger ledger = new Ledger();

  WalletLogs(Findings findings, Database wallets) {
    this.findings = findings;
    this.wallets = wallets;
  }

  /// Takes one partition.
  void read(List<Logged> log) {
    long time = 0;
    for (Logged record : log) {
      time = Math.max(time, record.stampMs());
      Command command = command(record, time);
      if (command != null) {
        var _ = ledger.decide(command, time);
      }
    }
  }

  private @Nullable Command command(Logged record, long time) {
    try {
      return reader.parse(
          new LogRecord(
              record.partition(),
              record.offset(),
              time,
              record.keyText(),
              record.type(),
              record.value(),
              null));
    } catch (RuntimeException _) {
      return null; // it went to the dead letters
    }
  }

  /// Compares what the wallets have become.
  void compare() {
    for (Row row : wallets.table("wallet").rows()) {
      Wallet wallet = ledger.wallet(row.number("user_id")).orElse(null);
      boolean same =
          wallet != null
              && wallet.available() == row.number("available")
              && wallet.held() == row.number("held")
              && wallet.blocked() == (row.get("blocked_at") != null);
      findings.require(same, "a replay gives another wallet", wallet + ", " + row);
    }
    for (Row row : wallets.table("position").rows()) {
      Position position =
          ledger.position(row.number("auction_id"), row.number("user_id")).orElse(null);
      boolean same =
          position != null
              && position.level() == row.number("level")
              && position.commandSeq() == row.number("command_seq")
              && position.closed() == row.flag("closed")
              && position.captured() == row.number("captured");
      findings.require(same, "a replay gives another position", position + ", " + row);
    }
  }
}
