package com.neighborbid.user.link;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.link.MailOrder.Kind;
import com.neighborbid.user.mail.MailFailure;
import com.neighborbid.user.mail.MailTexts;
import com.neighborbid.user.mail.Mailer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends one ordered mail. A link is made with each attempt and taken back when that fails.
@Component
class MailSending {
  private static final Logger log = LoggerFactory.getLogger(MailSending.class);

  /// Nobody has more accounts with one address, except for fun.
  private static final int MOST_ACCOUNTS = 5;

  private final Accounts accounts;
  private final Links links;
  private final Mailer mailer;
  private final MailLimits limits;
  private final LinkProperties settings;

  MailSending(
      Accounts accounts, Links links, Mailer mailer, MailLimits limits, LinkProperties settings) {
    this.accounts = accounts;
    this.links = links;
    this.mailer = mailer;
    this.limits = limits;
    this.settings = settings;
  }

  /// Something to be tried again. Says nothing private and has no causes: the scheduler logs it.
  static final class NotNowException extends RuntimeException {
    NotNowException(String message) {
      super(message, null, false, false);
    }
  }

  void run(TaskInstance<MailOrder> task, ExecutionContext context) {
    MailOrder order = task.getData();
    if (order.kind() == Kind.FIND_ACCOUNTS) {
      findAccounts(task.getId(), order, context);
      return;
    }
    accounts
        .find(order.userId())
        .filter(user -> user.email() != null)
        .ifPresent(user -> sendWithinLimits(task.getId(), order, user));
  }

  /// Whoever has confirmed an address wants our mails; of all others a stranger may be one.
  private void sendWithinLimits(String id, MailOrder order, UserAccount user) {
    if (user.isEmailVerified()) {
      send(id, order, user);
      return;
    }
    if (!limits.send(address(user))) {
      log.info("Not sent: {} has had enough mails today", order);
      return;
    }
    try {
      send(id, order, user);
    } catch (NotNowException e) {
      limits.takeBack(address(user));
      throw e;
    }
  }

  private void findAccounts(String id, MailOrder order, ExecutionContext context) {
    String email = Objects.requireNonNull(order.email());
    for (long userId : accounts.reachedAt(email, MOST_ACCOUNTS)) {
      MailOrder one =
          new MailOrder(Kind.RESET_PASSWORD, userId, null, order.language(), order.at());
      // Named after this task: run again, it orders nothing twice.
      context
          .getSchedulerClient()
          .scheduleIfNotExists(
              AccountMails.TASK.instance(id + "-" + userId).data(one).scheduledTo(order.at()));
    }
  }

  private void send(String id, MailOrder order, UserAccount user) {
    switch (order.kind()) {
      case VERIFY_EMAIL -> {
        if (!user.isEmailVerified()) {
          sendLink(id, "verify-email", LinkPurpose.VERIFY_EMAIL, order, user);
        }
      }
      case RESET_PASSWORD ->
          sendLink(id, "reset-password", LinkPurpose.RESET_PASSWORD, order, user);
      case PASSWORD_CHANGED ->
          send(id, "password-changed", order, user, Map.of("at", time(order.at(), order)));
      case FIND_ACCOUNTS -> throw new IllegalStateException("has no account");
    }
  }

  private void sendLink(
      String id, String kind, LinkPurpose purpose, MailOrder order, UserAccount user) {
    links
        .issue(user.id(), purpose, address(user))
        .ifPresent(
            link -> {
              try {
                String address = settings.base() + "/#/" + kind + "/" + link.token();
                String until = time(link.expiresAt(), order);
                send(id, kind, order, user, Map.of("link", address, "until", until));
              } catch (NotNowException e) {
                links.withdraw(link);
                throw e;
              }
            });
  }

  private void send(
      String id, String kind, MailOrder order, UserAccount user, Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("nickname", user.nickname());
    values.put("username", user.username());
    try {
      var _ = mailer.send(MailTexts.mail(id, kind, address(user), locale(order), values));
    } catch (MailFailure.Permanent e) {
      log.info("Not sent: {}", e.getMessage());
    } catch (MailFailure.Transient e) {
      throw new NotNowException(String.valueOf(e.getMessage()));
    }
  }

  private String time(Instant at, MailOrder order) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", locale(order))
        .withZone(settings.zone())
        .format(at);
  }

  private static Locale locale(MailOrder order) {
    return Locale.of(order.language());
  }

  private static String address(UserAccount user) {
    return Objects.requireNonNull(user.email());
  }
}
