package com.neighborbid.user.signin;

import com.neighborbid.user.config.Ids;
import com.neighborbid.user.config.UserProperties;
import com.neighborbid.user.outbox.Outbox;
import com.neighborbid.user.signin.domain.RefreshDecision;
import com.neighborbid.user.signin.domain.RefreshDecision.TokenState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Refresh tokens and their families. A token is used once; its use makes the next of the family.
@Component
class RefreshTokens {
  private static final int TOKEN_BYTES = 32;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ids ids;
  private final RandomGenerator random;
  private final Duration life;
  private final Outbox outbox;

  RefreshTokens(
      JdbcClient jdbc,
      Clock clock,
      Ids ids,
      RandomGenerator random,
      UserProperties properties,
      Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
    this.life = properties.tokens().refreshLife();
  }

  /// A token that was made just now.
  ///
  /// @param family id of the sign-in
  record Issued(UUID family, long userId, String token) {}

  private record Family(UUID id, long userId, Optional<Instant> endedAt) {}

  /// The first token of a new family.
  @Transactional
  public Issued begin(long userId) {
    UUID family = ids.next();
    Instant now = clock.instant();
    jdbc.sql("INSERT INTO refresh_families (id, user_id, created_at) VALUES (:id, :user, :now)")
        .param("id", family)
        .param("user", userId)
        .param("now", Timestamp.from(now))
        .update();
    return new Issued(family, userId, insertToken(family, now));
  }

  /// Empty where the token is refused; a reuse has then ended the family, which is committed.
  @Transactional
  public Optional<Issued> rotate(String token) {
    byte[] hash = hash(token);
    Instant now = clock.instant();
    return lockFamily(hash).flatMap(family -> rotate(family, hash, now));
  }

  /// Ends the family of a token; nothing happens for an unknown one.
  @Transactional
  public void end(String token) {
    lockFamily(hash(token)).ifPresent(family -> end(family, EndReason.LOGOUT, clock.instant()));
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
  @Transactional
  public void deleteExpired() {
    jdbc.sql(
            """
            DELETE FROM refresh_families f
            WHERE f.created_at < :limit
              AND NOT EXISTS (
                SELECT FROM refresh_tokens t WHERE t.family_id = f.id AND t.expires_at >= :now)
            """)
        .param("limit", Timestamp.from(clock.instant().minus(life)))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private Optional<Issued> rotate(Family family, byte[] hash, Instant now) {
    return switch (RefreshDecision.of(state(family, hash), now)) {
      case ROTATE -> {
        jdbc.sql("UPDATE refresh_tokens SET used_at = :now WHERE token_hash = :hash")
            .param("now", Timestamp.from(now))
            .param("hash", hash)
            .update();
        yield Optional.of(new Issued(family.id(), family.userId(), insertToken(family.id(), now)));
      }
      case END_FAMILY -> {
        end(family, EndReason.REUSE, now);
        yield Optional.empty();
      }
      case REFUSE -> Optional.empty();
    };
  }

  /// Locks first and reads the token after that: of two uses at once the second sees the first.
  private Optional<Family> lockFamily(byte[] hash) {
    return jdbc.sql("SELECT family_id FROM refresh_tokens WHERE token_hash = :hash")
        .param("hash", hash)
        .query(UUID.class)
        .optional()
        .flatMap(
            id ->
                jdbc.sql(
                        "SELECT id, user_id, ended_at FROM refresh_families WHERE id = :id FOR UPDATE")
                    .param("id", id)
                    .query(
                        (row, _) ->
                            new Family(
                                row.getObject("id", UUID.class),
                                row.getLong("user_id"),
                                time(row, "ended_at")))
                    .optional());
  }

  private TokenState state(Family family, byte[] hash) {
    return jdbc.sql("SELECT expires_at, used_at FROM refresh_tokens WHERE token_hash = :hash")
        .param("hash", hash)
        .query(
            (row, _) ->
                new TokenState(
                    row.getTimestamp("expires_at").toInstant(),
                    time(row, "used_at"),
                    family.endedAt()))
        .single();
  }

  /// Ends all open families of a user but one.
  ///
  /// @param keep the family that goes on; empty where none does
  @Transactional
  public void endAll(long userId, EndReason reason, Optional<UUID> keep) {
    jdbc.sql(
            """
            UPDATE refresh_families SET ended_at = :now, end_reason = :reason
            WHERE user_id = :user AND ended_at IS NULL AND id IS DISTINCT FROM CAST(:keep AS uuid)
            RETURNING id
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("reason", reason.name())
        .param("user", userId)
        .param("keep", keep.map(UUID::toString).orElse(null))
        .query(UUID.class)
        .list()
        .forEach(family -> outbox.signInEnded(userId, family));
  }

  private void end(Family family, EndReason reason, Instant now) {
    int ended =
        jdbc.sql(
                """
                UPDATE refresh_families SET ended_at = :now, end_reason = :reason
                WHERE id = :id AND ended_at IS NULL
                """)
            .param("now", Timestamp.from(now))
            .param("reason", reason.name())
            .param("id", family.id())
            .update();
    if (ended == 1) {
      outbox.signInEnded(family.userId(), family.id());
    }
  }

  private String insertToken(UUID family, Instant now) {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    jdbc.sql(
            """
            INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at)
            VALUES (:hash, :family, :now, :expires)
            """)
        .param("hash", hash(token))
        .param("family", family)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(now.plus(life)))
        .update();
    return token;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp time = row.getTimestamp(column);
    return time == null ? Optional.empty() : Optional.of(time.toInstant());
  }
}
