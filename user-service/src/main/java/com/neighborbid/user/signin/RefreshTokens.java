package com.neighborbid.user.signin;

import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.config.Secrets;
import com.neighborbid.user.config.Sha256;
import com.neighborbid.user.config.UserProperties;
import com.neighborbid.user.outbox.Outbox;
import com.neighborbid.user.signin.domain.RefreshDecision;
import com.neighborbid.user.signin.domain.RefreshDecision.TokenState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Refresh tokens and their families. A token is used once; its use makes the next of the family.
@Component
class RefreshTokens {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ids ids;
  private final Secrets secrets;
  private final Duration life;
  private final Outbox outbox;

  RefreshTokens(
      JdbcClient jdbc,
      Clock clock,
      Ids ids,
      Secrets secrets,
      UserProperties properties,
      Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
    this.secrets = secrets;
    this.life = properties.tokens().refreshLife();
  }

  /// A token that was made just now.
  ///
  /// @param family id of the sign-in
  record Issued(UUID family, long userId, String token) {}

  private record Family(UUID id, long userId, Optional<Instant> endedAt) {}

  /// The first token of a new family; empty where the account was suspended, or its password
  /// changed, since it was read. Its row is locked against both until the transaction ends, so that
  /// whoever ends all sign-ins finds this one, or this one is not made.
  @Transactional
  public Optional<Issued> begin(UserAccount user, Device device) {
    UUID family = ids.next();
    Instant now = clock.instant();
    int made =
        jdbc.sql(
                """
                INSERT INTO refresh_families (id, user_id, created_at, last_used_at, device)
                SELECT :id, u.id, :now, :now, :device FROM users u
                WHERE u.id = :user AND u.status = 'ACTIVE' AND u.password_hash = :hash
                FOR SHARE
                """)
            .param("id", family)
            .param("user", user.id())
            .param("hash", user.passwordHash())
            .param("now", Timestamp.from(now))
            .param("device", device.name(), Types.VARCHAR)
            .update();
    return made == 0
        ? Optional.empty()
        : Optional.of(new Issued(family, user.id(), insertToken(family, now)));
  }

  /// Empty where the token is refused; a reuse has then ended the family, which is committed.
  @Transactional
  public Optional<Issued> rotate(String token) {
    byte[] hash = Sha256.of(token);
    Instant now = clock.instant();
    return lockFamily(hash).flatMap(family -> rotate(family, hash, now));
  }

  /// Ends the family of a token; nothing happens for an unknown one.
  @Transactional
  public void end(String token) {
    lockFamily(Sha256.of(token))
        .ifPresent(family -> end(family, EndReason.LOGOUT, clock.instant()));
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
        jdbc.sql("UPDATE refresh_families SET last_used_at = :now WHERE id = :id")
            .param("now", Timestamp.from(now))
            .param("id", family.id())
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
                    .query((row, _) -> family(row))
                    .optional());
  }

  private static Family family(ResultSet row) throws SQLException {
    return new Family(
        row.getObject("id", UUID.class), row.getLong("user_id"), time(row, "ended_at"));
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

  /// Ends a family by its id; whether the user has, or had, it.
  @Transactional
  public boolean end(long userId, UUID family, EndReason reason) {
    Optional<Family> found =
        jdbc.sql(
                """
                SELECT id, user_id, ended_at FROM refresh_families
                WHERE id = :id AND user_id = :user FOR UPDATE
                """)
            .param("id", family)
            .param("user", userId)
            .query((row, _) -> family(row))
            .optional();
    found.ifPresent(own -> end(own, reason, clock.instant()));
    return found.isPresent();
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
        .param("keep", keep.map(UUID::toString).orElse(null), Types.VARCHAR)
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
    String token = secrets.next();
    jdbc.sql(
            """
            INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at)
            VALUES (:hash, :family, :now, :expires)
            """)
        .param("hash", Sha256.of(token))
        .param("family", family)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(now.plus(life)))
        .update();
    return token;
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp time = row.getTimestamp(column);
    return time == null ? Optional.empty() : Optional.of(time.toInstant());
  }
}
