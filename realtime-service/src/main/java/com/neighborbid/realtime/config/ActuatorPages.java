package com.neighborbid.realtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.realtime.netty.OperatorPages;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/// Health, metrics and the OpenAPI document at the paths where other services have them too.
@Component
class ActuatorPages implements OperatorPages {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HealthEndpoint health;
  private final PrometheusMeterRegistry metrics;
  private final ObjectMapper json;
  private final String openApi;

  ActuatorPages(HealthEndpoint health, PrometheusMeterRegistry metrics, ObjectMapper json) {
    this.health = health;
    this.metrics = metrics;
    this.json = json;
    this.openApi = resource("/openapi.json");
  }

  private static String resource(String name) {
    try (InputStream in = ActuatorPages.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  @Override
  public Optional<Page> page(String path) {
    return switch (path) {
      case "/actuator/health" -> health(health.health());
      case "/actuator/health/liveness" -> health(health.healthForPath("liveness"));
      case "/actuator/health/readiness" -> health(health.healthForPath("readiness"));
      case "/v3/api-docs" -> Optional.of(new Page(200, JSON, openApi));
      case "/actuator/prometheus" -> Optional.of(new Page(200, PROMETHEUS, metrics.scrape()));
      default -> Optional.empty();
    };
  }

  private Optional<Page> health(@Nullable HealthComponent component) {
    if (component == null) {
      return Optional.empty();
    }
    Status status = component.getStatus();
    boolean bad = status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE);
    try {
      return Optional.of(new Page(bad ? 503 : 200, JSON, json.writeValueAsString(component)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
