package com.neighborbid.auction.watch;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Looks every few seconds for auctions that are about to end, in one instance at a time.
@Configuration(proxyBeanMethods = false)
class WatchTasks {
  @Bean
  RecurringTask<Void> endingSoonTask(
      EndingSoon endingSoon, @Value("${neighborbid.auction.ending-soon-pause:5s}") Duration pause) {
    return Tasks.recurring("ending-soon", FixedDelay.of(pause))
        .execute((_, _) -> endingSoon.tell());
  }
}
