package com.neighborbid.user.account;

import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.neighborbid.user.account.domain.AccountStatus;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.config.Sha256;
import com.neighborbid.user.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What an account may do: suspended, reinstated, admin or not, and its end. Who ends sign-ins and
/// keeps the audit trail calls this in one transaction with that.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AccountStanding {
  private final UserRepository users;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  AccountStanding(UserRepository users, JdbcClient jdbc, Outbox outbox, Ids ids, Clock clock) {
    this.users = users;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /// The account, locked until the transaction ends; empty where there is none.
  public Optional<UserAccount> lock(long id) {
    return users.lockById(id).filter(user -> user.status() != AccountStatus.DELETED);
  }

  /// Whether something changed; the account is locked.
  public boolean suspend(UserAccount user) {
    if (user.status() != AccountStatus.ACTIVE) {
      return false;
    }
    user.setStatus(AccountStatus.SUSPENDED);
    outbox.append(new UserSuspended(user.id(), now()));
    return true;
  }

  /// Whether something changed; the account is locked.
  public boolean reinstate(UserAccount user) {
    if (user.status() != AccountStatus.SUSPENDED) {
      return false;
    }
    user.setStatus(AccountStatus.ACTIVE);
    outbox.append(new UserReinstated(user.id(), now()));
    return true;
  }

  /// Whether something changed; the account is locked.
  public boolean setAdmin(UserAccount user, boolean admin) {
    boolean changed = user.isAdmin() != admin;
    user.setAdmin(admin);
    return changed;
  }

  /// Takes every name from the account and marks it as deleted; the username stays taken. Written
  /// past JPA: a username is not otherwise changed.
  public void erase(UserAccount user) {
    jdbc.sql("INSERT INTO erased_usernames (name_hash) VALUES (:hash) ON CONFLICT DO NOTHING")
        .param("hash", Sha256.of(user.username()))
        .update();
    jdbc.sql(
            """
            UPDATE users SET status = 'DELETED', admin = false, username = 'erased.' || id || :salt,
              nickname = 'user-' || id, email = NULL, email_verified_at = NULL, region = NULL,
              password_hash = 'erased', version = version + 1
            WHERE id = :id
            """)
        .param("id", user.id())
        // Somebody may have chosen such a name.
        .param("salt", "." + ids.next().toString().substring(0, 8))
        .update();
    outbox.append(new UserErased(user.id(), now()));
    outbox.forgetSent(user.id());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
