package com.neighborbid.wallet.funding.provider;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets one of all instances look after what was asked of the provider.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "neighborbid.wallet.provider.kind", havingValue = "http")
class ProviderTasks {
  @Bean
  RecurringTask<Void> providerCheckTask(ProviderCheck check, ProviderProperties properties) {
    return Tasks.recurring("provider-check", FixedDelay.of(properties.checkEvery()))
        .execute((_, _) -> check.check());
  }
}
