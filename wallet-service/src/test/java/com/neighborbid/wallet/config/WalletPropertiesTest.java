package com.neighborbid.wallet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class WalletPropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class)
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withPropertyValues(
              "neighborbid.wallet.instance=w1", "neighborbid.wallet.kafka=127.0.0.1:1");

  @Configuration
  @EnableConfigurationProperties(WalletProperties.class)
  static class Settings {}

  @Test
  void hasDefaults() {
    runner.run(
        context ->
            assertThat(context.getBean(WalletProperties.class))
                .isEqualTo(
                    new WalletProperties(
                        "w1",
                        "127.0.0.1:1",
                        "127.0.0.1:16379",
                        4,
                        (short) 1,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2),
                        new WalletProperties.Lanes(1, 2_000))));
  }

  @Test
  void takesEveryKey() {
    runner
        .withPropertyValues(
            "neighborbid.wallet.redis=redis:6379",
            "neighborbid.wallet.partitions=48",
            "neighborbid.wallet.replication=3",
            "neighborbid.wallet.request-wait=2s",
            "neighborbid.wallet.clearing-alarm-after=5m",
            "neighborbid.wallet.lanes.threads=8",
            "neighborbid.wallet.lanes.max-batch=500")
        .run(
            context ->
                assertThat(context.getBean(WalletProperties.class))
                    .isEqualTo(
                        new WalletProperties(
                            "w1",
                            "127.0.0.1:1",
                            "redis:6379",
                            48,
                            (short) 3,
                            Duration.ofSeconds(2),
                            Duration.ofMinutes(5),
                            new WalletProperties.Lanes(8, 500))));
  }

  @Test
  void refusesWhatCannotRun() {
    for (String bad :
        new String[] {
          "neighborbid.wallet.instance=",
          "neighborbid.wallet.kafka=",
          "neighborbid.wallet.partitions=0",
          "neighborbid.wallet.lanes.threads=0",
          "neighborbid.wallet.lanes.max-batch=0"
        }) {
      runner.withPropertyValues(bad).run(context -> assertThat(context).as(bad).hasFailed());
    }
  }
}
