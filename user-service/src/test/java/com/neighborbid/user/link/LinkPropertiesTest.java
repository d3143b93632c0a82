package com.neighborbid.user.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LinkPropertiesTest {
  @Test
  void linksLastAsTheDocumentsSay() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("neighborbid.user.links", LinkProperties.class))
        .isEqualTo(
            new LinkProperties(
                URI.create("http://127.0.0.1:8080"),
                Duration.ofDays(3),
                Duration.ofHours(1),
                5,
                10,
                50,
                200,
                20,
                ZoneId.of("Asia/Seoul")));
  }
}
