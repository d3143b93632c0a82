package com.neighborbid.user.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/// Tells failures that pass from those that stay, by the codes that mail servers answer.
final class SmtpAnswers {
  private static final int PERMANENT_FROM = 500;

  /// 530 to 538: who we are is not accepted. That is about our settings, not about this mail.
  private static final int SIGN_IN_FROM = 530;

  private static final int SIGN_IN_TO = 538;

  private SmtpAnswers() {}

  static MailFailure failure(Mail mail, Exception thrown) {
    Set<Throwable> causes = causes(thrown);
    for (Throwable cause : causes) {
      if (cause instanceof AddressException || isPermanent(code(cause))) {
        return new MailFailure.Permanent(mail + " is refused: " + code(cause), thrown);
      }
    }
    return new MailFailure.Transient(
        mail + " cannot be sent now: " + thrown.getClass().getSimpleName(), thrown);
  }

  private static boolean isPermanent(int code) {
    return code >= PERMANENT_FROM && (code < SIGN_IN_FROM || code > SIGN_IN_TO);
  }

  /// 0 where the failure is no answer of a mail server.
  private static int code(Throwable thrown) {
    return switch (thrown) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      // A sender that is refused is about our settings, too.
      case SMTPSenderFailedException _ -> 0;
      case SMTPSendFailedException data -> data.getReturnCode();
      default -> 0;
    };
  }

  /// The library chains failures in three ways: cause, next, and per message.
  private static Set<Throwable> causes(Throwable first) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(first);
    while (!open.isEmpty()) {
      Throwable thrown = open.remove();
      if (seen.add(thrown)) {
        addIfThere(open, thrown.getCause());
        if (thrown instanceof MessagingException messaging) {
          addIfThere(open, messaging.getNextException());
        }
        if (thrown instanceof MailSendException sending) {
          Collections.addAll(open, sending.getMessageExceptions());
        }
      }
    }
    return seen;
  }

  private static void addIfThere(Deque<Throwable> open, @Nullable Throwable thrown) {
    if (thrown != null) {
      open.add(thrown);
    }
  }
}
