package com.neighborbid.user.link;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.user.account.EmailChanged;
import com.neighborbid.user.config.Ids;
import com.neighborbid.user.link.MailOrder.Kind;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Orders mails about an account, in the language of the request and within the transaction of the
/// change, if there is one.
@Component
public class AccountMails {
  static final TaskDescriptor<MailOrder> TASK = TaskDescriptor.of("account-mail", MailOrder.class);

  private static final Logger log = LoggerFactory.getLogger(AccountMails.class);

  private final SchedulerClient scheduler;
  private final MailLimits limits;
  private final Ids ids;
  private final Clock clock;

  AccountMails(SchedulerClient scheduler, MailLimits limits, Ids ids, Clock clock) {
    this.scheduler = scheduler;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Who has ordered enough for today gets the account and can ask for the link tomorrow.
  @EventListener
  void onEmailChanged(EmailChanged changed) {
    if (limits.order(LinkPurpose.VERIFY_EMAIL).isEmpty()) {
      order(Kind.VERIFY_EMAIL, changed.userId(), null);
    } else {
      log.info("User {} gets no link now: too many mails were ordered", changed.userId());
    }
  }

  /// A link that confirms the address which the account has when the mail is sent.
  ///
  /// @throws ApiException TOO_MANY_REQUESTS
  public void verifyEmail(long userId) {
    requireFew(LinkPurpose.VERIFY_EMAIL);
    order(Kind.VERIFY_EMAIL, userId, null);
  }

  /// Links for all accounts with this address, if there are any: nobody here can tell.
  ///
  /// @throws ApiException TOO_MANY_REQUESTS
  public void resetPassword(String email) {
    requireFew(LinkPurpose.RESET_PASSWORD);
    order(Kind.FIND_ACCOUNTS, 0, email);
  }

  /// Tells the owner, who may not have done it.
  public void passwordChanged(long userId) {
    order(Kind.PASSWORD_CHANGED, userId, null);
  }

  private void requireFew(LinkPurpose purpose) {
    limits
        .order(purpose)
        .ifPresent(
            wait -> {
              throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS).withRetryAfter(wait);
            });
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
