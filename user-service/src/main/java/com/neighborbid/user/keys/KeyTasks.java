package com.neighborbid.user.keys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyTasks {
  private static final int LOOK_EVERY_MINUTES = 10;

  @Bean
  RecurringTask<Void> rotateSigningKeys(KeyRotation rotation) {
    return Tasks.recurring("rotate-signing-keys", FixedDelay.ofMinutes(LOOK_EVERY_MINUTES))
        .execute((_, _) -> rotation.rotateIfDue());
  }
}
