package com.neighborbid.common.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Tasks' data are JSON, so that a newer version of a service reads what an older one has left.
@AutoConfiguration(before = DbSchedulerAutoConfiguration.class)
@ConditionalOnClass({Scheduler.class, DbSchedulerAutoConfiguration.class})
public class ScheduleAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  DbSchedulerCustomizer dbSchedulerCustomizer() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<Serializer> serializer() {
        return Optional.of(new JacksonSerializer());
      }
    };
  }
}
