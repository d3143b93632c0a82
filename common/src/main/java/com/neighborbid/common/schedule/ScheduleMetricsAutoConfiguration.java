package com.neighborbid.common.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/// Shows how much scheduled work waits.
@AutoConfiguration(after = DbSchedulerAutoConfiguration.class)
@ConditionalOnClass({Scheduler.class, DbSchedulerAutoConfiguration.class, MeterRegistry.class})
public class ScheduleMetricsAutoConfiguration {
  private static final Duration FRESHNESS = Duration.ofSeconds(5);

  @Bean
  @ConditionalOnBean(DataSource.class)
  DueTasks dueTasks(DataSource dataSource, ObjectProvider<Task<?>> tasks) {
    return new DueTasks(dataSource, tasks.stream().map(Task::getName).toList(), FRESHNESS);
  }
}
