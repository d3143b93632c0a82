package com.neighborbid.user.outbox;

import com.neighborbid.user.config.UserProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// The publishers, one per destination.
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  @Bean
  OutboxPublisher eventPublisher(
      OutboxTable table,
      TransactionTemplate transactions,
      UserProperties properties,
      Clock clock,
      MeterRegistry metrics) {
    return new OutboxPublisher(
        Destination.KAFKA,
        new EventSender(properties.kafka().bootstrap(), properties.instance()),
        table,
        transactions,
        properties.outbox(),
        clock,
        metrics);
  }

  @Bean
  OutboxPublisher signInEndPublisher(
      OutboxTable table,
      TransactionTemplate transactions,
      UserProperties properties,
      Clock clock,
      MeterRegistry metrics) {
    SignInEndSender sender =
        new SignInEndSender(
            SignInEndSender.link(properties.redis(), properties.instance()),
            table,
            clock,
            properties.tokens().accessLife());
    return new OutboxPublisher(
        Destination.REDIS, sender, table, transactions, properties.outbox(), clock, metrics);
  }
}
