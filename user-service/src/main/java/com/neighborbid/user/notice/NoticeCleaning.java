package com.neighborbid.user.notice;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Takes old notices out of the inbox, in pieces so that nobody waits for it.
@Configuration(proxyBeanMethods = false)
class NoticeCleaning {
  private static final int PIECE = 5_000;

  @Bean
  RecurringTask<Void> deleteOldNotices(
      NoticeTable table, NoticeProperties properties, Clock clock) {
    return Tasks.recurring("delete-old-notices", FixedDelay.of(Duration.ofHours(6)))
        .execute(
            (_, _) -> {
              int deleted;
              do {
                deleted = table.deleteBefore(clock.instant().minus(properties.keep()), PIECE);
              } while (deleted == PIECE);
            });
  }
}
