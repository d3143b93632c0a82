package com.neighborbid.auction.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PaymentPropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class)
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class));

  @Configuration
  @EnableConfigurationProperties(PaymentProperties.class)
  static class Settings {}

  @Test
  void nobodyWaitsUnlessItIsSaid() {
    runner.run(context -> assertThat(waits(context)).isZero());
    runner
        .withPropertyValues("neighborbid.auction.payment.confirm-within=2d")
        .run(context -> assertThat(waits(context)).isZero());
  }

  @Test
  void buyersHaveAWeekOrWhatIsSaid() {
    ApplicationContextRunner waiting =
        runner.withPropertyValues("neighborbid.auction.payment.mode=on-confirmation");
    waiting.run(context -> assertThat(waits(context)).isEqualTo(604_800));
    waiting
        .withPropertyValues("neighborbid.auction.payment.confirm-within=90s")
        .run(context -> assertThat(waits(context)).isEqualTo(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode=later", "confirm-within=0s", "confirm-within=400d"})
  void refusesWhatCannotBe(String bad) {
    runner
        .withPropertyValues("neighborbid.auction.payment." + bad)
        .run(context -> assertThat(context).hasFailed());
  }

  private static long waits(
      org.springframework.boot.test.context.assertj.AssertableApplicationContext context) {
    return context.getBean(PaymentProperties.class).confirmWithinSeconds();
  }
}
