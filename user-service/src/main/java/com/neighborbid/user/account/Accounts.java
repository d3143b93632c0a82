package com.neighborbid.user.account;

import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.user.account.domain.AccountStatus;
import com.neighborbid.user.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes, finds and changes accounts; every change and its event are one transaction.
@Service
public class Accounts {
  private final UserRepository users;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Accounts(UserRepository users, JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.users = users;
    this.jdbc = jdbc;
    this.outbox = outbox;
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
              return users.findById(id).orElseThrow();
            });
  }

  @Transactional(readOnly = true)
  public boolean isTaken(String username) {
    return users.findByUsername(username).isPresent();
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

  @Transactional
  Optional<UserAccount> change(long id, Consumer<UserAccount> change) {
    return users
        .lockById(id)
        .filter(Accounts::exists)
        .map(
            user -> {
              String nickname = user.nickname();
              String region = user.region();
              change.accept(user);
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
            VALUES (:username, :nickname, :email, :region, :hash, :now)
            ON CONFLICT (username) DO NOTHING
            RETURNING id
            """)
        .param("username", account.username())
        .param("nickname", account.nickname())
        .param("email", account.email())
        .param("region", account.region())
        .param("hash", account.passwordHash())
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
