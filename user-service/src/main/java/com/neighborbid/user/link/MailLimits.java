package com.neighborbid.user.link;

import com.neighborbid.user.client.ClientAddress;
import com.neighborbid.user.config.Sha256;
import com.neighborbid.user.config.UserProperties;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Bounds mails that go to people who may never have heard of us: whoever signs up names any
/// address he likes, and can do so with any number of accounts.
///
/// Counted over a sliding day, for an address and for who orders, whichever instance is asked.
@Component
class MailLimits {
  private static final Duration DAY = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final LinkProperties settings;
  private final boolean clientsLimited;

  MailLimits(JdbcClient jdbc, Clock clock, LinkProperties settings, UserProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.clientsLimited = properties.loginLimit().enabled();
  }

  /// Counts a mail that the caller of the current request orders. Forgotten passwords have a budget
  /// of their own: links that others behind the same network address order do not use it up.
  ///
  /// @return how long to wait; empty where he may order it
  @Transactional
  public Optional<Duration> order(LinkPurpose purpose) {
    return clientsLimited
        ? ClientAddress.current().flatMap(client -> order(purpose, client))
        : Optional.empty();
  }

  private Optional<Duration> order(LinkPurpose purpose, String client) {
    return switch (purpose) {
      case VERIFY_EMAIL -> count(hash("client", client), settings.perClientPerDay());
      case RESET_PASSWORD -> count(hash("resets", client), settings.resetsPerClientPerDay());
    };
  }

  /// Counts a mail to an address that nobody has confirmed; false where it has had enough today.
  @Transactional
  public boolean send(String email) {
    return count(ofAddress(email), settings.perEmailPerDay()).isEmpty();
  }

  /// The mail could not be sent after all.
  @Transactional
  public void takeBack(String email) {
    jdbc.sql(
            """
            DELETE FROM mail_counts WHERE ctid = (SELECT ctid FROM mail_counts
              WHERE key_hash = :key ORDER BY counted_at DESC LIMIT 1)
            """)
        .param("key", ofAddress(email))
        .update();
  }

  @Transactional
  public int deleteOld() {
    return jdbc.sql("DELETE FROM mail_counts WHERE counted_at < :limit")
        .param("limit", Timestamp.from(clock.instant().minus(DAY)))
        .update();
  }

  private Optional<Duration> count(byte[] key, int limit) {
    // Those who come at once are counted one after the other.
    var _ =
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
            .param("lock", ByteBuffer.wrap(key).getLong())
            .query((_, _) -> true)
            .single();
    Instant now = clock.instant();
    List<Timestamp> newest =
        jdbc.sql(
                """
                SELECT counted_at FROM mail_counts WHERE key_hash = :key AND counted_at > :since
                ORDER BY counted_at DESC LIMIT :limit
                """)
            .param("key", key)
            .param("since", Timestamp.from(now.minus(DAY)))
            .param("limit", limit)
            .query(Timestamp.class)
            .list();
    if (newest.size() >= limit) {
      return Optional.of(Duration.between(now, newest.getLast().toInstant().plus(DAY)));
    }
    jdbc.sql("INSERT INTO mail_counts (key_hash, counted_at) VALUES (:key, :now)")
        .param("key", key)
        .param("now", Timestamp.from(now))
        .update();
    return Optional.empty();
  }

  private static byte[] ofAddress(String email) {
    return hash("email", email.toLowerCase(Locale.ROOT));
  }

  private static byte[] hash(String what, String key) {
    return Sha256.of(what + " " + key);
  }
}
