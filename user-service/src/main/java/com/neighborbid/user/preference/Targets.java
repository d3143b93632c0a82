package com.neighborbid.user.preference;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where people's programs and browsers are.
@Component
public class Targets {
  private static final int SECRET_BYTES = 32;
  private static final int MOST_BROWSERS = 10;

  private final JdbcClient jdbc;
  private final RandomGenerator random;
  private final Clock clock;

  Targets(JdbcClient jdbc, RandomGenerator secureRandom, Clock clock) {
    this.jdbc = jdbc;
    this.random = secureRandom;
    this.clock = clock;
  }

  /// @param secret known to us and the receiver
  public record Webhook(String url, byte[] secret) {}

  /// @param p256dh the browser's public key, an uncompressed point
  /// @param auth what the browser has told only us
  public record Browser(long id, String endpoint, byte[] p256dh, byte[] auth) {}

  public Optional<Webhook> webhook(long userId) {
    return jdbc.sql("SELECT url, secret FROM webhooks WHERE user_id = :user")
        .param("user", userId)
        .query((row, _) -> new Webhook(row.getString(1), row.getBytes(2)))
        .optional();
  }

  /// With a new secret, also where there was one.
  Webhook setWebhook(long userId, String url) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    int _ =
        jdbc.sql(
                """
                INSERT INTO webhooks (user_id, url, secret, created_at)
                VALUES (:user, :url, :secret, :now)
                ON CONFLICT (user_id) DO UPDATE
                SET url = excluded.url, secret = excluded.secret, created_at = excluded.created_at
                """)
            .param("user", userId)
            .param("url", url)
            .param("secret", secret)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    return new Webhook(url, secret);
  }

  void removeWebhook(long userId) {
    int _ = jdbc.sql("DELETE FROM webhooks WHERE user_id = :user").param("user", userId).update();
  }

  /// The browser, unless it is somebody else's now.
  public Optional<Browser> browser(long userId, long id) {
    return jdbc.sql(
            """
            SELECT id, endpoint, p256dh, auth FROM push_subscriptions
            WHERE id = :id AND user_id = :user
            """)
        .param("id", id)
        .param("user", userId)
        .query(
            (row, _) ->
                new Browser(row.getLong(1), row.getString(2), row.getBytes(3), row.getBytes(4)))
        .optional();
  }

  /// A browser that was somebody else's is now this user's; beyond ten the oldest go.
  @Transactional
  public long addBrowser(long userId, String endpoint, byte[] p256dh, byte[] auth) {
    long id =
        jdbc.sql(
                """
                INSERT INTO push_subscriptions (user_id, endpoint, p256dh, auth, created_at)
                VALUES (:user, :endpoint, :p256dh, :auth, :now)
                ON CONFLICT (endpoint) DO UPDATE
                SET user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth
                RETURNING id
                """)
            .param("user", userId)
            .param("endpoint", endpoint)
            .param("p256dh", p256dh)
            .param("auth", auth)
            .param("now", Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    int _ =
        jdbc.sql(
                """
                DELETE FROM push_subscriptions WHERE user_id = :user AND id NOT IN (
                    SELECT id FROM push_subscriptions WHERE user_id = :user
                    ORDER BY id DESC LIMIT :most)
                """)
            .param("user", userId)
            .param("most", MOST_BROWSERS)
            .update();
    return id;
  }

  long browserCount(long userId) {
    return jdbc.sql("SELECT count(*) FROM push_subscriptions WHERE user_id = :user")
        .param("user", userId)
        .query(Long.class)
        .single();
  }

  /// @param userId null for whoever it is
  public boolean removeBrowser(@Nullable Long userId, long id) {
    return jdbc.sql(
                """
                DELETE FROM push_subscriptions
                WHERE id = :id AND user_id = coalesce(:user::bigint, user_id)
                """)
            .param("id", id)
            .param("user", userId)
            .update()
        > 0;
  }
}
