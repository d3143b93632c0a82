package com.neighborbid.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys user-service publishes, kept in memory.
///
/// They are loaded when first needed, again for a key id never seen (so that a rotation needs no
/// restart) and again when they are old (so that a withdrawn key stops to count). While
/// user-service is away the keys at hand go on to count: nobody is thrown out because the sign-in
/// is down.
public final class JwksKeySource implements KeySource {
  private static final Logger log = LoggerFactory.getLogger(JwksKeySource.class);

  private final URI url;
  private final Settings settings;
  private final Clock clock;
  private final HttpClient http;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile Keys keys = new Keys(Map.of(), Instant.MIN);
  private volatile Instant nextAttempt = Instant.MIN;

  /// @param maxAge after which the keys are loaded again in the background
  /// @param minPause between two attempts to load, whatever the reason
  /// @param timeout of one attempt
  public record Settings(Duration maxAge, Duration minPause, Duration timeout) {
    public static final Settings DEFAULT =
        new Settings(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private record Keys(Map<String, ECPublicKey> byId, Instant loadedAt) {}

  public JwksKeySource(URI url, Settings settings, Clock clock) {
    this.url = url;
    this.settings = settings;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
  }

  @Override
  public Lookup find(String keyId) {
    Keys now = keys;
    ECPublicKey key = now.byId().get(keyId);
    if (key != null) {
      if (isOld(now)) {
        // The caller does not wait: an old key is good until we know better.
        Thread.ofVirtual().name("jwks-refresh").start(this::loadIfOld);
      }
      return new Lookup.Found(key);
    }
    return afterLoading(keyId);
  }

  private Lookup afterLoading(String keyId) {
    loading.lock();
    try {
      ECPublicKey key = keys.byId().get(keyId);
      if (key == null && mayTry()) {
        load();
        key = keys.byId().get(keyId);
      }
      if (key != null) {
        return new Lookup.Found(key);
      }
      return keys.byId().isEmpty() ? new Lookup.Unavailable() : new Lookup.Unknown();
    } finally {
      loading.unlock();
    }
  }

  private void loadIfOld() {
    if (!loading.tryLock()) {
      return;
    }
    try {
      if (isOld(keys) && mayTry()) {
        load();
      }
    } finally {
      loading.unlock();
    }
  }

  private boolean isOld(Keys now) {
    return mayTry() && !clock.instant().isBefore(now.loadedAt().plus(settings.maxAge()));
  }

  private boolean mayTry() {
    return !clock.instant().isBefore(nextAttempt);
  }

  private void load() {
    try {
      keys = new Keys(fetch(), clock.instant());
    } catch (IOException | ParseException | JOSEException | RuntimeException e) {
      log.warn("Cannot load the keys of access tokens from {}: {}", url, e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      nextAttempt = clock.instant().plus(settings.minPause());
    }
  }

  private Map<String, ECPublicKey> fetch()
      throws IOException, InterruptedException, ParseException, JOSEException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(settings.timeout()).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    Map<String, ECPublicKey> found = new HashMap<>();
    for (JWK jwk : JWKSet.parse(response.body()).getKeys()) {
      if (jwk instanceof ECKey key
          && Curve.P_256.equals(key.getCurve())
          && key.getKeyID() != null) {
        found.put(key.getKeyID(), key.toECPublicKey());
      }
    }
    if (found.isEmpty()) {
      throw new IOException("no usable key in the answer");
    }
    return Map.copyOf(found);
  }
}
