package com.neighborbid.user.admin;

import com.neighborbid.common.audit.AuditTrail;
import com.neighborbid.common.web.InputChecks;
import com.neighborbid.user.account.AccountStanding;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.NewAccount;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.account.domain.AccountRules;
import com.neighborbid.user.signin.Passwords;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the configured first admin at the start. The configured password has to be that of the
/// account, too: a name alone could have been signed up by anybody.
@Component
class FirstAdmin implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

  private final FirstAdminProperties settings;
  private final Accounts accounts;
  private final AccountStanding standing;
  private final AuditTrail trail;
  private final Passwords passwords;
  private final TransactionTemplate transactions;

  FirstAdmin(
      FirstAdminProperties settings,
      Accounts accounts,
      AccountStanding standing,
      AuditTrail trail,
      Passwords passwords,
      TransactionTemplate transactions) {
    this.settings = settings;
    this.accounts = accounts;
    this.standing = standing;
    this.trail = trail;
    this.passwords = passwords;
    this.transactions = transactions;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!settings.username().isEmpty()) {
      ensure();
    }
  }

  void ensure() {
    Optional<UserAccount> known = accounts.findByUsername(settings.username());
    if (known.filter(UserAccount::isAdmin).isPresent()) {
      return;
    }
    if (known.filter(user -> !passwords.matches(user, settings.password())).isPresent()) {
      log.warn("{} does not become an admin: the password is another", settings.username());
      return;
    }
    Optional<NewAccount> account = known.isPresent() ? Optional.empty() : Optional.of(account());
    transactions.executeWithoutResult(
        _ -> {
          // Of several instances that start at once only one makes it; the others find it.
          account.ifPresent(accounts::register);
          accounts
              .findByUsername(settings.username())
              .flatMap(user -> standing.lock(user.id()))
              .filter(user -> standing.setAdmin(user, true))
              .ifPresent(this::note);
        });
  }

  private NewAccount account() {
    InputChecks checks = new InputChecks();
    String name = AccountRules.username(checks, settings.username());
    String password = AccountRules.password(checks, settings.password());
    checks.throwIfBad();
    return new NewAccount(name, name, null, null, passwords.hash(password));
  }

  private void note(UserAccount user) {
    String id = Long.toString(user.id());
    trail.add(Optional.empty(), "user.grant-admin", "user", id, "first admin of the configuration");
    log.info("{} is an admin now, by configuration", user.username());
  }
}
