package com.neighborbid.user.delivery;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Gathers what is not urgent into one mail for each reader.
@Component
class Digests {
  private static final int READERS = 500;

  private final DeliveryTable table;
  private final TransactionTemplate transactions;
  private final WakeUps wakeUps;

  Digests(DeliveryTable table, TransactionTemplate transactions, WakeUps wakeUps) {
    this.table = table;
    this.transactions = transactions;
    this.wakeUps = wakeUps;
  }

  /// Answers how many digests are on their way now.
  int gatherAll() {
    int all = 0;
    int made;
    do {
      Integer gathered = transactions.execute(_ -> table.gather(READERS));
      made = gathered == null ? 0 : gathered;
      all += made;
    } while (made > 0);
    wakeUps.ring();
    return all;
  }
}
