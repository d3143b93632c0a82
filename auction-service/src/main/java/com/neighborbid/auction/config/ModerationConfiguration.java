package com.neighborbid.auction.config;

import com.neighborbid.auction.moderation.Reports;
import com.neighborbid.common.audit.AuditTrail;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ModerationConfiguration {
  private static final int REPORTS_PER_DAY = 20;

  @Bean
  AuditTrail auditTrail(JdbcClient jdbc, Clock clock) {
    return new AuditTrail(jdbc, clock);
  }

  @Bean
  Reports.Limits reportLimits(AuctionProperties properties) {
    return new Reports.Limits(properties.limits().equals("on"), REPORTS_PER_DAY);
  }
}
