package com.neighborbid.wallet.payment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets one of all instances look after payments whose time is over.
@Configuration(proxyBeanMethods = false)
class PaymentTasks {
  @Bean
  RecurringTask<Void> paymentReleaseTask(PaymentRelease release, PaymentProperties properties) {
    return Tasks.recurring("payment-release", FixedDelay.of(properties.releaseEvery()))
        .execute((_, _) -> release.release());
  }
}
