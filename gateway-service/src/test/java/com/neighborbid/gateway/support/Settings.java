package com.neighborbid.gateway.support;

import com.neighborbid.gateway.config.GatewaySettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/// Settings as the application would bind them.
public final class Settings {

  private Settings() {}

  /// The defaults with some properties set.
  public static GatewaySettings of(Map<String, String> properties) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "neighborbid.services.user", "http://127.0.0.1:8081",
                "neighborbid.services.wallet", "http://127.0.0.1:8082",
                "neighborbid.services.auction", "http://127.0.0.1:8083",
                "neighborbid.services.realtime", "http://127.0.0.1:8084"));
    all.putAll(properties);
    return new Binder(
            java.util.List.of(new MapConfigurationPropertySource(all)),
            null,
            ApplicationConversionService.getSharedInstance())
        .bind("neighborbid", GatewaySettings.class)
        .get();
  }
}
