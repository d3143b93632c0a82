package com.neighborbid.user.delivery;

import com.neighborbid.user.delivery.Outcome.Dropped;
import com.neighborbid.user.delivery.Outcome.Failed;
import com.neighborbid.user.delivery.Outcome.Refused;
import com.neighborbid.user.delivery.Outcome.Sent;
import com.neighborbid.user.mail.Mail;
import com.neighborbid.user.mail.MailFailure;
import com.neighborbid.user.mail.MailTexts;
import com.neighborbid.user.mail.Mailer;
import com.neighborbid.user.preference.domain.Channel;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Letters by e-mail. A mail server that breaks off has not taken the mail as far as we know; the
/// repeat has the same `Message-ID`, by which readers drop it where it had.
@Component
class EmailSender implements Sender {
  private static final int MOST_LINES = 50;

  private final Mailer mailer;
  private final boolean offered;

  EmailSender(Mailer mailer, @Value("${spring.mail.host:}") String host) {
    this.mailer = mailer;
    this.offered = !host.isBlank();
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public boolean isOffered() {
    return offered;
  }

  @Override
  public Outcome send(Letter letter) {
    String to = letter.email();
    if (to == null) {
      return new Dropped("the account has no confirmed e-mail address any more");
    }
    try {
      return switch (mailer.send(letter.isDigest() ? digest(letter, to) : single(letter, to))) {
        case SENT -> new Sent();
        case NOT_CONFIGURED -> new Failed("no mail server is configured");
      };
    } catch (MailFailure.Permanent e) {
      return new Refused(String.valueOf(e.getMessage()));
    } catch (MailFailure.Transient e) {
      return new Failed(String.valueOf(e.getMessage()));
    }
  }

  private static Mail single(Letter letter, String to) {
    Letter.Line line = letter.lines().getFirst();
    return MailTexts.mail(
        id(letter),
        "notice",
        to,
        letter.preferences().locale(),
        Map.of("title", line.words().title(), "text", line.words().text()));
  }

  private static Mail digest(Letter letter, String to) {
    String lines =
        letter.lines().stream()
            .limit(MOST_LINES)
            .map(line -> "- " + line.words().text())
            .collect(Collectors.joining("\n"));
    return MailTexts.mail(
        id(letter),
        "digest",
        to,
        letter.preferences().locale(),
        Map.of("count", letter.lines().size(), "lines", lines));
  }

  private static String id(Letter letter) {
    return "delivery-" + letter.delivery().id();
  }
}
