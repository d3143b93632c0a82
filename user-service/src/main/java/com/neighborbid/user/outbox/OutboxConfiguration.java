package com.neighborbid.user.outbox;

import com.neighborbid.common.outbox.EventOutbox;
import com.neighborbid.common.outbox.OutboxPublisher;
import com.neighborbid.common.outbox.OutboxSettings;
import com.neighborbid.common.outbox.OutboxTable;
import com.neighborbid.user.config.UserProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The second destination of the outbox, beside Kafka.
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  @Bean
  OutboxPublisher signInEndPublisher(
      OutboxTable table,
      TransactionTemplate transactions,
      UserProperties properties,
      OutboxSettings settings,
      Clock clock,
      MeterRegistry metrics) {
    SignInEndSender sender =
        new SignInEndSender(
            SignInEndSender.link(properties.redis(), properties.instance()),
            table,
            clock,
            properties.tokens().accessLife());
    return new OutboxPublisher(
        SignInEndSender.DESTINATION, sender, table, transactions, settings, clock, metrics);
  }

  @Bean
  EventOutbox signInEnds(JdbcClient jdbc, Clock clock, OutboxPublisher signInEndPublisher) {
    return new EventOutbox(jdbc, clock, signInEndPublisher);
  }
}
