package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.wallet.funding.provider.ProviderProperties.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ProviderPropertiesTest {
  private static final String[] WITH_PROVIDER = {
    "neighborbid.wallet.provider.kind=http",
    "neighborbid.wallet.provider.url=http://127.0.0.1:1",
    "neighborbid.wallet.provider.api-key=key",
    "neighborbid.wallet.provider.webhook-secrets=0123456789abcdef, fedcba9876543210"
  };
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration
  @EnableConfigurationProperties(ProviderProperties.class)
  static class Settings {}

  @Test
  void moneyMovesAtOnceUnlessItIsSaid() {
    runner
        .withPropertyValues("neighborbid.wallet.provider.webhook-secrets=")
        .run(
            context ->
                assertThat(context.getBean(ProviderProperties.class))
                    .isEqualTo(
                        new ProviderProperties(
                            Kind.INSTANT,
                            "",
                            "",
                            List.of(),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(30),
                            Duration.ofDays(3),
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(5))));
  }

  @Test
  void takesAProviderAndTellsNobodyItsSecrets() {
    runner
        .withPropertyValues(WITH_PROVIDER)
        .run(
            context -> {
              ProviderProperties properties = context.getBean(ProviderProperties.class);
              assertThat(properties.kind()).isEqualTo(Kind.HTTP);
              assertThat(properties.webhookSecrets())
                  .containsExactly("0123456789abcdef", "fedcba9876543210");
              assertThat(properties.toString()).doesNotContain("0123456789abcdef", "key");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url=",
        "api-key=",
        "webhook-secrets=",
        "webhook-secrets=short",
        "webhook-secrets=0123456789abcdef,short",
        "kind=cash"
      })
  void refusesHalfAProvider(String missing) {
    runner
        .withPropertyValues(WITH_PROVIDER)
        .withPropertyValues("neighborbid.wallet.provider." + missing)
        .run(context -> assertThat(context).hasFailed());
  }
}
