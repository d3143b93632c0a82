package com.neighborbid.user.link;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LinkTasks {
  private static final Logger log = LoggerFactory.getLogger(LinkTasks.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final double GROWTH = 3;

  /// Eight pauses that grow threefold: the last attempt is some nine hours after the first.
  private static final int MOST_RETRIES = 8;

  /// Mails about accounts, which people wait for: again soon, then less often.
  @Bean
  OneTimeTask<MailOrder> accountMailTask(MailSending sending) {
    return Tasks.oneTime(AccountMails.TASK)
        .onFailure(
            new MaxRetriesFailureHandler<>(
                MOST_RETRIES, new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, GROWTH)))
        .execute(sending::run);
  }

  @Bean
  RecurringTask<Void> deleteExpiredLinks(Links links, MailLimits limits) {
    return Tasks.recurring("delete-expired-links", FixedDelay.ofHours(1))
        .execute(
            (_, _) -> {
              int deleted = links.deleteExpired() + limits.deleteOld();
              log.debug("Deleted {} expired links and counts", deleted);
            });
  }
}
