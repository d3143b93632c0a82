package com.neighborbid.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.config.UserProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UserPropertiesTest {
  @Test
  void theDefaultsAreThoseOfTheContract() {
    UserProperties defaults = bind(Map.of());
    assertThat(defaults.tokens())
        .isEqualTo(
            new UserProperties.Tokens(
                Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofSeconds(30)));
    assertThat(defaults.loginLimit())
        .isEqualTo(new UserProperties.LoginLimit(true, 10, 100, 100, Duration.ofMinutes(15)));
    assertThat(defaults.password())
        .isEqualTo(new UserProperties.Password(10, 2, Duration.ofSeconds(5)));
    assertThat(defaults.kafka())
        .isEqualTo(new UserProperties.Kafka("127.0.0.1:19092", 4, (short) 1));
    assertThat(defaults.outbox())
        .isEqualTo(
            new UserProperties.Outbox(
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofDays(7)));
  }

  @Test
  void limitsAreTurnedOffByTheWordOff() {
    assertThat(bind(Map.of("neighborbid.user.login-limit.enabled", "off")).loginLimit().enabled())
        .isFalse();
    assertThat(bind(Map.of("neighborbid.user.login-limit.enabled", "on")).loginLimit().enabled())
        .isTrue();
  }

  private static UserProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("neighborbid.user", UserProperties.class);
  }
}
