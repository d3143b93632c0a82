package com.neighborbid.auction.ledger;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.ledger.v1.LedgerEvent.LedgerRoot;
import com.neighborbid.common.contract.ledger.v1.LedgerEventCodec;
import com.neighborbid.common.kafka.LogAppender;
import com.neighborbid.common.kafka.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends roots to Kafka, so that copies exist which the database's owner cannot reach. A root
/// counts as announced once it is acknowledged; until then it is sent again, with the same `ce_id`.
@Component
class RootAnnouncer {
  private static final Logger log = LoggerFactory.getLogger(RootAnnouncer.class);
  private static final int BATCH = 100;
  private static final long ACK_SECONDS = 10;

  private final RootRows rows;
  private final TransactionTemplate transactions;
  private final LogAppender appender;
  private final Clock clock;

  RootAnnouncer(
      RootRows rows, TransactionTemplate transactions, LogAppender appender, Clock clock) {
    this.rows = rows;
    this.transactions = transactions;
    this.appender = appender;
    this.clock = clock;
  }

  /// Announces what waits, oldest first, as far as Kafka takes it.
  void announceWaiting() {
    transactions.executeWithoutResult(
        _ -> {
          if (rows.lock()) {
            announceInOrder();
          }
        });
  }

  private void announceInOrder() {
    for (DailyRoot root : rows.waiting(BATCH)) {
      if (!announce(root)) {
        return;
      }
      rows.announced(root.day(), clock.instant());
    }
  }

  /// Whether the root is acknowledged.
  private boolean announce(DailyRoot root) {
    String day = root.day().toString();
    LedgerRoot event =
        new LedgerRoot(
            day, root.root(), root.auctions(), root.previous(), root.hash(), root.publishedAt());
    String id =
        UUID.nameUUIDFromBytes(("ledger-root|" + day).getBytes(StandardCharsets.UTF_8)).toString();
    try {
      var _ =
          appender
              .append(
                  Topics.AUCTION_ROOTS,
                  day,
                  LedgerEventCodec.typeOf(event),
                  id,
                  ContractJson.write(event))
              .get(ACK_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (LogUnavailableException | ExecutionException | TimeoutException e) {
      log.warn("The root of {} waits for Kafka: {}", day, e.toString());
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
