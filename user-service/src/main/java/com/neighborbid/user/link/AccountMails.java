package com.neighborbid.user.link;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.user.account.EmailChanged;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.link.MailOrder.Kind;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Orders mails about an account, in the language of the request and within the transaction of the
/// change, if there is one.
@Component
public class AccountMails {
  static final TaskDescriptor<MailOrder> TASK = TaskDescriptor.of("account-mail", MailOrder.class);

  private final SchedulerClient scheduler;
  private final Ids ids;
  private final Clock clock;

  AccountMails(SchedulerClient scheduler, Ids ids, Clock clock) {
    this.scheduler = scheduler;
    this.ids = ids;
    this.clock = clock;
  }

  @EventListener
  void onEmailChanged(EmailChanged changed) {
    verifyEmail(changed.userId());
  }

  /// A link that confirms the address which the account has when the mail is sent.
  public void verifyEmail(long userId) {
    order(Kind.VERIFY_EMAIL, userId, null);
  }

  /// Links for all accounts with this address, if there are any: nobody here can tell.
  public void resetPassword(String email) {
    order(Kind.FIND_ACCOUNTS, 0, email);
  }

  /// Tells the owner, who may not have done it.
  public void passwordChanged(long userId) {
    order(Kind.PASSWORD_CHANGED, userId, null);
  }

  private void order(Kind kind, long userId, @Nullable String email) {
    MailOrder order = new MailOrder(kind, userId, email, language(), clock.instant());
    scheduler.scheduleIfNotExists(
        TASK.instance(ids.next().toString()).data(order).scheduledTo(clock.instant()));
  }

  private static String language() {
    return ErrorTexts.language(LocaleContextHolder.getLocale().toLanguageTag()).getLanguage();
  }
}
