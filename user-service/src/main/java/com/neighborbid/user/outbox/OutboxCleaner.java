package com.neighborbid.user.outbox;

import com.neighborbid.user.config.UserProperties;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Deletes what was sent long ago.
@Component
class OutboxCleaner {
  private static final Logger log = LoggerFactory.getLogger(OutboxCleaner.class);

  private final OutboxTable table;
  private final UserProperties.Outbox settings;
  private final Clock clock;

  OutboxCleaner(OutboxTable table, UserProperties properties, Clock clock) {
    this.table = table;
    this.settings = properties.outbox();
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void deleteOld() {
    int deleted = table.deleteSentBefore(clock.instant().minus(settings.keepSent()));
    log.debug("Deleted {} sent rows", deleted);
  }
}
