package com.neighborbid.user.config;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.outbox.OutboxSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UserConfiguration {
  @Bean
  Ids ids() {
    return UUID::randomUUID;
  }

  /// For secrets: cannot be guessed from what it gave before.
  @Bean
  RandomGenerator secureRandom() {
    return new SecureRandom();
  }

  @Bean
  AuditTrail auditTrail(JdbcClient jdbc, Clock clock) {
    return new AuditTrail(jdbc, clock);
  }

  @Bean
  OutboxSettings outboxSettings(UserProperties properties) {
    UserProperties.Outbox outbox = properties.outbox();
    return new OutboxSettings(
        properties.kafka().bootstrap(),
        properties.instance(),
        outbox.pollInterval(),
        outbox.lockPause(),
        outbox.failurePause(),
        outbox.keepSent());
  }
}
