package com.neighborbid.user.account;

import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.user.account.domain.AccountStatus;
import com.neighborbid.user.config.Sha256;
import com.neighborbid.user.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes, finds and changes accounts; every change and its event are one transaction.
@Service
public class Accounts {
  private final UserRepository users;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ApplicationEventPublisher listeners;
  private final Clock clock;

  Accounts(
      UserRepository users,
      JdbcClient jdbc,
      Outbox outbox,
      ApplicationEventPublisher listeners,
      Clock clock) {
    this.users = users;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.listeners = listeners;
    this.clock = clock;
  }

  /// Empty where the username is taken.
  @Transactional
  public Optional<UserAccount> register(NewAccount account) {
    Instant now = now();
    return insert(account, now)
        .map(
            id -> {
              outbox.append(new UserRegistered(id, account.nickname(), account.region(), now));
              if (account.email() != null) {
                listeners.publishEvent(new EmailChanged(id));
              }
              return users.findById(id).orElseThrow();
            });
  }

  @Transactional(readOnly = true)
  public boolean isTaken(String username) {
    return users.findByUsername(username).isPresent()
        || jdbc.sql("SELECT EXISTS (SELECT FROM erased_usernames WHERE name_hash = :hash)")
            .param("hash", Sha256.of(username))
            .query(Boolean.class)
            .single();
  }

  /// An account that may be seen: deleted ones are as if they had never been.
  @Transactional(readOnly = true)
  public Optional<UserAccount> find(long id) {
    return users.findById(id).filter(Accounts::exists);
  }

  @Transactional(readOnly = true)
  public Optional<UserAccount> findByUsername(String username) {
    return users.findByUsername(username).filter(Accounts::exists);
  }

  /// Accounts that can be reached at an address, the oldest first; few, or somebody plays.
  @Transactional(readOnly = true)
  public List<Long> reachedAt(String email, int limit) {
    return jdbc.sql(
            """
            SELECT id FROM users
            WHERE lower(email) = lower(:email) AND status <> 'DELETED' ORDER BY id LIMIT :limit
            """)
        .param("email", email)
        .param("limit", limit)
        .query(Long.class)
        .list();
  }

  /// Whether there is such an account now, with that address.
  @Transactional
  public boolean confirmEmail(long id, String email) {
    return change(
            id,
            user -> {
              if (email.equals(user.email())) {
                user.confirmEmail(now());
              }
            })
        .filter(user -> email.equals(user.email()))
        .isPresent();
  }

  /// Written at once: a sign-in that begins in the same transaction looks at it.
  @Transactional
  public void setPasswordHash(long id, String hash) {
    var _ = change(id, user -> user.setPasswordHash(hash));
    users.flush();
  }

  @Transactional
  Optional<UserAccount> change(long id, Consumer<UserAccount> change) {
    return users
        .lockById(id)
        .filter(Accounts::exists)
        .map(
            user -> {
              String nickname = user.nickname();
              String region = user.region();
              String email = user.email();
              change.accept(user);
              if (user.email() != null && !user.email().equals(email)) {
                listeners.publishEvent(new EmailChanged(id));
              }
              if (!user.nickname().equals(nickname) || !Objects.equals(user.region(), region)) {
                outbox.append(new ProfileChanged(id, user.nickname(), user.region(), now()));
              }
              return user;
            });
  }

  /// Of several sign-ups at once for a name the database lets one pass; the others are told nicely.
  private Optional<Long> insert(NewAccount account, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO users (username, nickname, email, region, password_hash, created_at)
            SELECT :username, :nickname, :email, :region, :hash, :now
            WHERE NOT EXISTS (SELECT FROM erased_usernames WHERE name_hash = :name_hash)
            ON CONFLICT (username) DO NOTHING
            RETURNING id
            """)
        .param("username", account.username())
        .param("nickname", account.nickname())
        .param("email", account.email())
        .param("region", account.region())
        .param("hash", account.passwordHash())
        .param("name_hash", Sha256.of(account.username()))
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static boolean exists(UserAccount user) {
    return user.status() != AccountStatus.DELETED;
  }
}
