package com.neighborbid.user.delivery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done with deliveries again and again, by one of all instances.
@Configuration(proxyBeanMethods = false)
class DeliveryTasks {
  private static final Logger log = LoggerFactory.getLogger(DeliveryTasks.class);
  private static final int PIECE = 5_000;

  @Bean
  RecurringTask<Void> sendDigests(Digests digests, DeliveryProperties properties) {
    DeliveryProperties.Digest digest = properties.digest();
    return Tasks.recurring("send-digests", new Daily(digest.zone(), digest.at()))
        .execute((_, _) -> log.info("{} digests are to leave", digests.gatherAll()));
  }

  @Bean
  RecurringTask<Void> buryUnknownDeliveries(DeliveryTable table) {
    return Tasks.recurring("bury-unknown-deliveries", FixedDelay.of(Duration.ofMinutes(1)))
        .execute(
            (_, _) -> {
              int buried = table.buryUnknown();
              if (buried > 0) {
                log.warn("Of {} deliveries nobody knows whether they arrived", buried);
              }
            });
  }

  @Bean
  RecurringTask<Void> deleteOldDeliveries(
      DeliveryTable table, DeliveryProperties properties, Clock clock) {
    return Tasks.recurring("delete-old-deliveries", FixedDelay.of(Duration.ofHours(6)))
        .execute(
            (_, _) -> {
              int deleted;
              do {
                deleted =
                    table.deleteFinishedBefore(clock.instant().minus(properties.keep()), PIECE);
              } while (deleted == PIECE);
            });
  }
}
