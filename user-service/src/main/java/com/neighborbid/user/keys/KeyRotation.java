package com.neighborbid.user.keys;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.user.config.UserProperties;
import com.neighborbid.user.keys.SigningKeyTable.StoredKey;
import com.neighborbid.user.keys.domain.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes the signing key so that nobody notices.
///
/// ```
/// new key   |--published--|--signs---------------------- ...
/// old key   ---signs------|--counts--| deleted
///                         ^ everybody has loaded the new key; ^ its last token has expired
/// ```
@Service
class KeyRotation {
  private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

  private final SigningKeyTable table;
  private final AuditTrail trail;
  private final RotationProperties settings;
  private final Duration tokenLife;
  private final Clock clock;

  KeyRotation(
      SigningKeyTable table,
      AuditTrail trail,
      RotationProperties settings,
      UserProperties properties,
      Clock clock) {
    this.table = table;
    this.trail = trail;
    this.settings = settings;
    this.tokenLife = properties.tokens().accessLife();
    this.clock = clock;
  }

  /// A signing key without its secrets.
  ///
  /// @param retiresAt absent where nothing is to follow it yet
  record KeyView(
      String keyId,
      Instant signsFrom,
      Optional<Instant> retiresAt,
      Optional<Instant> verifiesUntil) {}

  /// Makes the next key where the present one has signed for long enough, and deletes those that
  /// nobody needs.
  @Transactional
  public void rotateIfDue() {
    table.lock();
    Instant now = now();
    int deleted = table.deleteOutlived(now);
    if (deleted > 0) {
      log.info("Deleted {} signing keys whose tokens have all expired", deleted);
    }
    KeyRing ring = ring();
    // Counted from its publication: so it signs when the present key has signed for `every`.
    if (!ring.hasNext(now) && ring.isDue(now, settings.every().minus(settings.publishedBefore()))) {
      log.info("Signing key {} is published", succeed(now));
    }
  }

  /// Makes the next key now, if none waits for its time already.
  @Transactional
  public List<KeyView> rotateNow(long adminId) {
    table.lock();
    Instant now = now();
    if (!ring().hasNext(now)) {
      trail.add(Optional.of(adminId), "signing-key.rotate", "signing-key", succeed(now), null);
    }
    return list();
  }

  @Transactional(readOnly = true)
  public List<KeyView> list() {
    return table.all().stream()
        .map(StoredKey::life)
        .map(
            life ->
                new KeyView(life.keyId(), life.signsFrom(), life.retiredAt(), life.verifyUntil()))
        .toList();
  }

  private String succeed(Instant now) {
    Instant signsFrom = now.plus(settings.publishedBefore());
    return table.succeed(now, signsFrom, signsFrom.plus(tokenLife).plus(settings.keptAfter()));
  }

  private KeyRing ring() {
    return new KeyRing(table.all().stream().map(StoredKey::life).toList());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
