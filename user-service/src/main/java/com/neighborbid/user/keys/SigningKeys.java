package com.neighborbid.user.keys;

import com.neighborbid.common.auth.KeySource;
import com.neighborbid.user.config.UserProperties;
import com.neighborbid.user.keys.SigningKeyTable.StoredKey;
import com.neighborbid.user.keys.domain.KeyRing;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The keys of the database, kept in memory for a while; also what this service itself checks
/// tokens with.
@Component
class SigningKeys implements KeySource {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  /// A key id nobody knows must not cost a query each time.
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

  private final SigningKeyTable table;
  private final Clock clock;
  private final Duration maxAge;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile Loaded loaded = new Loaded(Map.of(), new KeyRing(List.of()), Instant.MIN);

  private record Loaded(Map<String, ECKey> pairs, KeyRing ring, Instant at) {
    boolean isOlderThan(Duration age, Instant now) {
      return at.equals(Instant.MIN) || !now.isBefore(at.plus(age));
    }
  }

  SigningKeys(SigningKeyTable table, UserProperties properties, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.maxAge = properties.tokens().keysMaxAge();
  }

  @PostConstruct
  void prepare() {
    table.createIfNone(clock.instant());
    refresh(Duration.ZERO);
  }

  /// The key that signs now.
  ECKey signer() {
    refresh(maxAge);
    Loaded now = loaded;
    return now.ring()
        .signer(clock.instant())
        .flatMap(id -> Optional.ofNullable(now.pairs().get(id)))
        .orElseThrow(() -> new IllegalStateException("every signing key is retired"));
  }

  /// The public halves of all keys that still count.
  JWKSet published() {
    refresh(maxAge);
    Loaded now = loaded;
    return new JWKSet(
        now.ring().counting(clock.instant()).stream()
            .flatMap(id -> Optional.ofNullable(now.pairs().get(id)).stream())
            .map(key -> key.toPublicJWK())
            .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Lookup find(String keyId) {
    refresh(maxAge);
    if (!loaded.pairs().containsKey(keyId)) {
      refresh(MIN_PAUSE);
    }
    Loaded now = loaded;
    ECKey key = now.pairs().get(keyId);
    if (key == null || !now.ring().counting(clock.instant()).contains(keyId)) {
      return new Lookup.Unknown();
    }
    try {
      return new Lookup.Found(key.toECPublicKey());
    } catch (JOSEException e) {
      throw new IllegalStateException("stored key " + keyId + " is broken", e);
    }
  }

  private void refresh(Duration age) {
    if (!loaded.isOlderThan(age, clock.instant()) || !loading.tryLock()) {
      return;
    }
    try {
      List<StoredKey> stored = table.all();
      loaded =
          new Loaded(
              stored.stream().collect(Collectors.toMap(key -> key.life().keyId(), StoredKey::pair)),
              new KeyRing(stored.stream().map(StoredKey::life).toList()),
              clock.instant());
    } catch (DataAccessException | TransactionException e) {
      log.warn("Signing keys cannot be read again: {}", e.toString());
    } finally {
      loading.unlock();
    }
  }
}
