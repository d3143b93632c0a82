package com.neighborbid.auction.statistics;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts the days, in one instance at a time. Every hour rather than once after midnight: what a
/// stopped platform missed is made up for, and today can be looked at.
@Configuration(proxyBeanMethods = false)
class StatisticsTasks {
  @Bean
  RecurringTask<Void> dailyStatisticsTask(
      DailyStatistics statistics,
      @Value("${neighborbid.auction.statistics-pause:1h}") Duration pause) {
    return Tasks.recurring("daily-statistics", FixedDelay.of(pause))
        .execute((_, _) -> statistics.count());
  }
}
