package com.neighborbid.auction.listing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done for lists again and again, in one instance at a time.
@Configuration(proxyBeanMethods = false)
class ListingTasks {
  @Bean
  RecurringTask<Void> cacheWarmUp(WarmUp warmUp) {
    return Tasks.recurring("cache-warm-up", FixedDelay.ofMinutes(10))
        .execute((_, _) -> warmUp.run());
  }
}
