package com.neighborbid.wallet.config;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.kafka.LogAppender;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Wiring {
  private static final Logger log = LoggerFactory.getLogger(Wiring.class);
  private static final int FENCED = 3;

  @Bean
  LogAppender logAppender(WalletProperties properties, Clock clock) {
    return new LogAppender(properties.kafka(), "wallet-service", clock)
        .connecting(Topics.WALLET_LOG);
  }

  @Bean
  @ConditionalOnMissingBean
  ProcessEnd processEnd(ApplicationContext context) {
    return reason -> {
      log.error("This process ends: {}", reason);
      // Not in the calling lane thread, which the shutdown waits for.
      Thread.ofPlatform()
          .name("process-end")
          .start(() -> System.exit(SpringApplication.exit(context, () -> FENCED)));
    };
  }
}
