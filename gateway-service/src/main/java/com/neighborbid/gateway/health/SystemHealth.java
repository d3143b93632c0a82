package com.neighborbid.gateway.health;

import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.health.HealthReport.Part;
import com.neighborbid.gateway.routing.Service;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Asks all services at once whether they are ready.
///
/// Connections are not kept: an answer over an old connection would not show that new ones are
/// accepted. Questions that come together share one round.
@Component
final class SystemHealth {

  private static final Duration FRESH = Duration.ofMillis(500);

  private final GatewaySettings settings;
  private final HttpClient client =
      HttpClient.create(ConnectionProvider.newConnection()).disableRetry(true);
  private final Mono<HealthReport> shared;

  SystemHealth(GatewaySettings settings) {
    this.settings = settings;
    this.shared = Mono.defer(this::ask).cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
  }

  Mono<HealthReport> report() {
    return shared;
  }

  private Mono<HealthReport> ask() {
    return Flux.fromIterable(List.of(Service.values()))
        .flatMapSequential(service -> ask(service).map(part -> Map.entry(service.id(), part)))
        .collectList()
        .map(
            parts -> {
              Map<String, Part> services = new LinkedHashMap<>();
              services.put("gateway", new Part(HealthReport.UP, null, null, null));
              parts.forEach(part -> services.put(part.getKey(), part.getValue()));
              return HealthReport.of(services);
            });
  }

  /// A service is there where one of its instances is.
  private Mono<Part> ask(Service service) {
    return Flux.fromIterable(service.addresses(settings.services()))
        .flatMap(this::ask)
        .collectList()
        .map(HealthReport.Part::of);
  }

  private Mono<Part> ask(URI instance) {
    URI readiness = instance.resolve("/actuator/health/readiness");
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return client
              .get()
              .uri(readiness)
              .responseSingle((response, body) -> body.then(Mono.just(response.status().code())))
              .timeout(settings.times().health())
              .map(status -> status == 200 ? HealthReport.UP : HealthReport.DOWN)
              .onErrorReturn(HealthReport.DOWN)
              .map(status -> new Part(status, millisSince(start), null, null));
        });
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
