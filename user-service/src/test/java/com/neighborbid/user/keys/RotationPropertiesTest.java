package com.neighborbid.user.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RotationPropertiesTest {
  @Test
  void aKeySignsForAMonthAndIsPublishedAnHourBefore() {
    RotationProperties defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("neighborbid.user.key-rotation", RotationProperties.class);
    assertThat(defaults)
        .isEqualTo(
            new RotationProperties(Duration.ofDays(30), Duration.ofHours(1), Duration.ofHours(1)));
    assertThat(defaults.isPossible()).isTrue();
  }

  @Test
  void aKeyThatWouldSignBeforeAnybodyKnowsItIsRefused() {
    Duration hour = Duration.ofHours(1);
    assertThat(new RotationProperties(hour, hour, hour).isPossible()).isFalse();
    assertThat(new RotationProperties(hour, Duration.ZERO, hour).isPossible()).isFalse();
  }
}
