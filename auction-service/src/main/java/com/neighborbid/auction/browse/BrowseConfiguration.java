package com.neighborbid.auction.browse;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrowseConfiguration {
  @Bean
  RecurringTask<Void> browseReconciliation(BrowseUpdates updates) {
    return Tasks.recurring("browse-reconciliation", FixedDelay.ofMinutes(1))
        .execute((_, _) -> updates.reconcile());
  }
}
