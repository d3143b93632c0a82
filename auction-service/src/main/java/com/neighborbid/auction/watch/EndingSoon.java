package com.neighborbid.auction.watch;

import com.neighborbid.auction.watch.EndingNotices.Notice;
import com.neighborbid.auction.watch.EndingNotices.Way;
import com.neighborbid.common.kafka.LogUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells watchers that an auction is about to end: once each, as soon as it runs and has at most
/// ten minutes left by its current end. So who begins to watch later than that, or an auction that
/// is shorter, is told at once; an end that moves afterwards makes no second notice.
///
/// First all that is to be said is written down, then it is sent, each way for itself: a crash in
/// between loses nothing. Work is cut into batches of bounded size, each a transaction of its own,
/// the most urgent first; a run does a bounded number of them.
@Component
class EndingSoon {
  private static final Logger log = LoggerFactory.getLogger(EndingSoon.class);
  static final Duration BEFORE = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(1);
  static final int BATCH = 1_000;
  private static final int BATCHES = 50;

  private final EndingNotices notices;
  private final NoticeSender sender;
  private final TransactionTemplate transactions;
  private final Clock clock;

  EndingSoon(
      EndingNotices notices, NoticeSender sender, TransactionTemplate transactions, Clock clock) {
    this.notices = notices;
    this.sender = sender;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Tells whoever is to be told now.
  ///
  /// @throws RuntimeException where the database or Kafka is away; what is unsent is sent later
  void tell() {
    LogUnavailableException kafkaAway = null;
    boolean redisAway = false;
    boolean more = true;
    for (int i = 0; i < BATCHES && more; i++) {
      more = make();
      try {
        more |= !redisAway && send(Way.REDIS, batch -> sender.publish(stillRunning(batch)));
      } catch (NoticeSender.RedisAwayException e) {
        log.warn("Watchers on sockets are told later: {}", e.toString());
        redisAway = true;
      }
      try {
        more |= kafkaAway == null && send(Way.KAFKA, sender::append);
      } catch (LogUnavailableException e) {
        kafkaAway = e;
      }
    }
    transactions.executeWithoutResult(
        _ -> notices.forgetBefore(clock.instant().minus(KEPT), BATCH));
    if (kafkaAway != null) {
      throw kafkaAway;
    }
  }

  /// Whether there may be more.
  private boolean make() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Integer made = transactions.execute(_ -> notices.make(now, BEFORE, BATCH));
    return made != null && made == BATCH;
  }

  /// After the end the notice is of no use to anybody on a socket.
  private List<Notice> stillRunning(List<Notice> batch) {
    Instant now = clock.instant();
    return batch.stream().filter(notice -> notice.endsAt().isAfter(now)).toList();
  }

  /// Sends one batch and marks it as sent, which is undone where sending throws.
  ///
  /// @return whether there may be more
  private boolean send(Way way, Consumer<List<Notice>> sending) {
    Integer count =
        transactions.execute(
            _ -> {
              List<Notice> batch = notices.waiting(way, BATCH);
              if (!batch.isEmpty()) {
                sending.accept(batch);
                notices.sent(way, batch);
              }
              return batch.size();
            });
    return count != null && count == BATCH;
  }
}
