package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import com.neighborbid.gateway.problem.Faults;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/// Reads from a service without the web framework: for a moment only, and through the same circuit
/// breaker as all other reads.
@Component
public final class DirectReads {

  /// A read takes milliseconds; this leaves room for a connection that cannot be opened.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final byte[] NOTHING = {};

  private final HttpClient client;
  private final ServiceBreakers breakers;
  private final Instances instances;
  private final Duration limit;

  DirectReads(
      HttpClient client, ServiceBreakers breakers, Instances instances, GatewaySettings settings) {
    this.client = client;
    this.breakers = breakers;
    this.instances = instances;
    Duration usual = settings.times().read();
    this.limit = usual.compareTo(LONGEST) < 0 ? usual : LONGEST;
  }

  /// What a service answered.
  ///
  /// @param body the whole of it; nobody changes it
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(HttpResponseStatus status, HttpHeaders headers, byte[] body) {

    /// Whether the service lets it be shown to all who ask the same without saying who they are.
    public boolean isForEverybody() {
      return status.equals(HttpResponseStatus.OK)
          && headers.contains(HttpHeaderNames.ETAG)
          && headers.getAll(HttpHeaderNames.CACHE_CONTROL).equals(List.of("no-cache"));
    }
  }

  /// Asks the service: another instance where one could not be reached.
  ///
  /// @param target path and query
  /// @return an error where there is no answer in time
  public Mono<Answer> get(Service service, String target, HttpHeaders headers) {
    return get(service, target, headers, List.of()).timeout(limit);
  }

  private Mono<Answer> get(
      Service service, String target, HttpHeaders headers, List<Instance> tried) {
    Optional<Instance> chosen = instances.choose(service, tried);
    CircuitBreaker breaker = breakers.of(service, RequestKind.READ);
    if (chosen.isEmpty() || !breaker.tryAcquirePermission()) {
      return Mono.error(Faults.unavailable());
    }
    Instance instance = chosen.get();
    return ask(service, instance, breaker, target, headers)
        .onErrorResume(
            Faults::isUnreached,
            _ -> {
              List<Instance> all = new ArrayList<>(tried);
              all.add(instance);
              return get(service, target, headers, all);
            });
  }

  private Mono<Answer> ask(
      Service service,
      Instance instance,
      CircuitBreaker breaker,
      String target,
      HttpHeaders headers) {
    long startNanos = System.nanoTime();
    instance.take();
    return client
        .headers(all -> all.set(headers))
        .get()
        .uri(instance.address() + target)
        .responseSingle(
            (response, body) ->
                body.asByteArray()
                    .defaultIfEmpty(NOTHING)
                    .map(bytes -> new Answer(response.status(), response.responseHeaders(), bytes)))
        .doOnSuccess(
            answer -> {
              instance.answered();
              ServiceBreakers.answered(
                  breaker,
                  answer.status().code(),
                  answer.headers().get(HttpHeaderNames.CONTENT_TYPE),
                  System.nanoTime() - startNanos);
            })
        .doOnError(
            fault -> {
              if (Faults.isUnreached(fault)) {
                instances.failed(service, instance, fault.toString());
              }
              ServiceBreakers.failed(breaker, fault, System.nanoTime() - startNanos);
            })
        // So short a limit says nothing of the service; who asked will ask again, with the usual
        // one.
        .doOnCancel(breaker::releasePermission)
        .doFinally(_ -> instance.release());
  }
}
