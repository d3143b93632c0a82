package com.neighborbid.common.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The outbox of a service that has a bean of [OutboxSettings] and a table `outbox`.
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration",
      "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration"
    })
@ConditionalOnClass({JdbcClient.class, PlatformTransactionManager.class})
@ConditionalOnBean(OutboxSettings.class)
public class OutboxAutoConfiguration {
  @Bean
  OutboxTable outboxTable(JdbcClient jdbc) {
    return new OutboxTable(jdbc);
  }

  @Bean
  OutboxPublisher eventPublisher(
      OutboxTable table,
      TransactionTemplate transactions,
      OutboxSettings settings,
      Clock clock,
      MeterRegistry metrics) {
    return new OutboxPublisher(
        Destination.KAFKA,
        new EventSender(settings.bootstrap(), settings.source()),
        table,
        transactions,
        settings,
        clock,
        metrics);
  }

  @Bean
  EventOutbox eventOutbox(JdbcClient jdbc, Clock clock, OutboxPublisher eventPublisher) {
    return new EventOutbox(jdbc, clock, eventPublisher);
  }
}
