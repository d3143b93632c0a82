package com.neighborbid.user.link;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.PersonalData;
import com.neighborbid.user.config.Secrets;
import com.neighborbid.user.config.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The rows of `account_links`.
@Component
public class Links implements PersonalData {
  private static final Duration COUNTED = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final Clock clock;
  private final LinkProperties settings;

  Links(JdbcClient jdbc, Secrets secrets, Clock clock, LinkProperties settings) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.clock = clock;
    this.settings = settings;
  }

  /// A new link's secret and its end.
  record Issued(String token, Instant expiresAt) {}

  /// Whom an opened link belongs to, and the address it was sent to.
  public record Opened(long userId, String email) {}

  /// Empty where the account has had enough links of this purpose for now.
  @Transactional
  Optional<Issued> issue(long userId, LinkPurpose purpose, String email) {
    Instant now = clock.instant();
    if (issuedSince(userId, purpose, now.minus(COUNTED)) >= settings.perHour()) {
      return Optional.empty();
    }
    Instant end = now.plus(life(purpose));
    String token = secrets.next();
    jdbc.sql(
            """
            INSERT INTO account_links (token_hash, user_id, purpose, email, created_at, expires_at)
            VALUES (:hash, :user, :purpose, :email, :now, :end)
            """)
        .param("hash", Sha256.of(token))
        .param("user", userId)
        .param("purpose", purpose.name())
        .param("email", email)
        .param("now", Timestamp.from(now))
        .param("end", Timestamp.from(end))
        .update();
    return Optional.of(new Issued(token, end));
  }

  /// A link that could not be sent neither counts nor opens anything.
  @Transactional
  void withdraw(Issued link) {
    jdbc.sql("DELETE FROM account_links WHERE token_hash = :hash")
        .param("hash", Sha256.of(link.token()))
        .update();
  }

  /// Locks the account's row first: of two tasks at once the second sees the first's link.
  private long issuedSince(long userId, LinkPurpose purpose, Instant since) {
    jdbc.sql("SELECT 1 FROM users WHERE id = :user FOR UPDATE")
        .param("user", userId)
        .query(Integer.class)
        .optional();
    return jdbc.sql(
            """
            SELECT count(*) FROM account_links
            WHERE user_id = :user AND purpose = :purpose AND created_at > :since
            """)
        .param("user", userId)
        .param("purpose", purpose.name())
        .param("since", Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  /// Whether a link can be opened now, without using it up.
  ///
  /// @throws ApiException LINK_INVALID
  @Transactional(readOnly = true)
  public void require(String token, LinkPurpose purpose) {
    boolean good =
        jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM account_links WHERE token_hash = :hash
                  AND purpose = :purpose AND used_at IS NULL AND expires_at > :now)
                """)
            .param("hash", Sha256.of(token))
            .param("purpose", purpose.name())
            .param("now", Timestamp.from(clock.instant()))
            .query(Boolean.class)
            .single();
    if (!good) {
      throw invalid();
    }
  }

  /// Uses a link up, and all others of the account for the same purpose. Of many uses at once one
  /// passes.
  ///
  /// @throws ApiException LINK_INVALID
  @Transactional(propagation = Propagation.MANDATORY)
  public Opened use(String token, LinkPurpose purpose) {
    Timestamp now = Timestamp.from(clock.instant());
    Opened opened =
        jdbc.sql(
                """
                UPDATE account_links SET used_at = :now
                WHERE token_hash = :hash AND purpose = :purpose
                  AND used_at IS NULL AND expires_at > :now
                RETURNING user_id, email
                """)
            .param("now", now)
            .param("hash", Sha256.of(token))
            .param("purpose", purpose.name())
            .query((row, _) -> new Opened(row.getLong("user_id"), row.getString("email")))
            .optional()
            .orElseThrow(Links::invalid);
    jdbc.sql(
            """
            UPDATE account_links SET used_at = :now
            WHERE user_id = :user AND purpose = :purpose AND used_at IS NULL
            """)
        .param("now", now)
        .param("user", opened.userId())
        .param("purpose", purpose.name())
        .update();
    return opened;
  }

  /// The refusal of a link that does not count.
  public static ApiException invalid() {
    return ApiException.of(ErrorCode.LINK_INVALID);
  }

  @Transactional
  int deleteExpired() {
    return jdbc.sql("DELETE FROM account_links WHERE expires_at < :limit")
        .param("limit", Timestamp.from(clock.instant().minus(COUNTED)))
        .update();
  }

  @Override
  public Map<String, Object> export(long userId) {
    return Map.of();
  }

  @Override
  public void erase(long userId) {
    jdbc.sql("DELETE FROM account_links WHERE user_id = :user").param("user", userId).update();
  }

  private Duration life(LinkPurpose purpose) {
    return switch (purpose) {
      case VERIFY_EMAIL -> settings.verifyLife();
      case RESET_PASSWORD -> settings.resetLife();
    };
  }
}
