package com.neighborbid.user.keys;

import com.neighborbid.user.keys.domain.KeyRing.KeyLife;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rows of `signing_keys`.
@Component
class SigningKeyTable {
  private static final long CREATION_LOCK = 0x6e625f6b657973L;

  private final JdbcClient jdbc;

  SigningKeyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A key pair and when it is used.
  record StoredKey(ECKey pair, KeyLife life) {}

  List<StoredKey> all() {
    return jdbc.sql(
            "SELECT key_id, jwk, coalesce(signs_from, created_at) AS signs_from, retired_at,"
                + " verify_until FROM signing_keys ORDER BY created_at, key_id")
        .query((row, _) -> read(row))
        .list();
  }

  /// Makes the first key; of several instances that start at once only one does.
  @Transactional
  public void createIfNone(Instant now) {
    lock();
    if (jdbc.sql("SELECT count(*) FROM signing_keys").query(Long.class).single() > 0) {
      return;
    }
    var _ = insert(now, now);
  }

  /// Only one at a time makes keys, until the transaction ends.
  void lock() {
    var _ =
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)::text")
            .param("lock", CREATION_LOCK)
            .query(String.class)
            .list();
  }

  /// Makes a key that is published now and signs later; those that sign until then retire at that
  /// moment, and count on until their last token has expired.
  ///
  /// @return the id of the new key
  String succeed(Instant now, Instant signsFrom, Instant verifyUntil) {
    jdbc.sql(
            """
            UPDATE signing_keys SET retired_at = :from, verify_until = :until
            WHERE retired_at IS NULL OR retired_at > :from
            """)
        .param("from", Timestamp.from(signsFrom))
        .param("until", Timestamp.from(verifyUntil))
        .update();
    return insert(now, signsFrom);
  }

  /// Deletes keys with which no token can count any more.
  int deleteOutlived(Instant now) {
    return jdbc.sql("DELETE FROM signing_keys WHERE verify_until < :now")
        .param("now", Timestamp.from(now))
        .update();
  }

  private String insert(Instant now, Instant signsFrom) {
    ECKey pair = generate();
    jdbc.sql(
            """
            INSERT INTO signing_keys (key_id, jwk, created_at, signs_from)
            VALUES (:id, :jwk, :now, :from)
            """)
        .param("id", pair.getKeyID())
        .param("jwk", pair.toJSONString())
        .param("now", Timestamp.from(now))
        .param("from", Timestamp.from(signsFrom))
        .update();
    return pair.getKeyID();
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot make P-256 keys", e);
    }
  }

  private static StoredKey read(ResultSet row) throws SQLException {
    try {
      return new StoredKey(
          ECKey.parse(row.getString("jwk")),
          new KeyLife(
              row.getString("key_id"),
              row.getTimestamp("signs_from").toInstant(),
              optional(row.getTimestamp("retired_at")),
              optional(row.getTimestamp("verify_until"))));
    } catch (ParseException e) {
      throw new SQLException("signing key " + row.getString("key_id") + " is not a key", e);
    }
  }

  private static Optional<Instant> optional(@Nullable Timestamp time) {
    return time == null ? Optional.empty() : Optional.of(time.toInstant());
  }
}
