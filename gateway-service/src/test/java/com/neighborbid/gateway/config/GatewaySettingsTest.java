package com.neighborbid.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.gateway.support.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class GatewaySettingsTest {

  @Test
  void hasDefaultsThatFitTheContract() {
    GatewaySettings settings = Settings.of(Map.of());
    assertThat(settings.limits()).isEqualTo(new GatewaySettings.Limits(true, 300, 1000, 100_000));
    assertThat(settings.bodies().max()).isEqualTo(DataSize.ofKilobytes(64));
    assertThat(settings.bodies().maxImage()).isGreaterThan(DataSize.ofMegabytes(10));
    assertThat(settings.times().read()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.times().maxWait().plus(settings.times().waitMargin()))
        .isEqualTo(Duration.ofSeconds(35));
    assertThat(settings.breaker().openFor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.edge().trustedProxies()).isEmpty();
    assertThat(settings.edge().allowedOrigins()).isEmpty();
  }

  @Test
  void limitsAreSwitchedOffByOneWord() {
    assertThat(Settings.of(Map.of("neighborbid.limits.enabled", "off")).limits().enabled())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "neighborbid.services.user, user:8081",
    "neighborbid.services.user, ftp://x",
    "neighborbid.services.user, ''",
    "neighborbid.services.user, 'http://a:1,b'",
    "neighborbid.services.user, 'http://a:1,http://a:1'",
    "neighborbid.limits.burst, 0",
    "neighborbid.limits.requests-per-second, -1",
    "neighborbid.times.read, soon",
  })
  void aValueThatCannotBeMeantStopsTheStart(String property, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(property, value)))
        .isInstanceOf(org.springframework.boot.context.properties.bind.BindException.class);
  }
}
