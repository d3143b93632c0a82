package com.neighborbid.user.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Sends over SMTP. Without a configured host nothing is sent: the log says so without addresses
/// and texts, since these may carry secrets.
@Component
class SmtpMailer implements Mailer {
  private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

  private final JavaMailSender sender;
  private final InternetAddress from;
  private final boolean configured;
  private final Clock clock;
  private final MeterRegistry metrics;

  SmtpMailer(
      JavaMailSender sender,
      MailProperties properties,
      @Value("${spring.mail.host:}") String host,
      Clock clock,
      MeterRegistry metrics)
      throws AddressException {
    this.sender = sender;
    this.from = new InternetAddress(properties.from(), true);
    this.configured = !host.isBlank();
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public Outcome send(Mail mail) {
    if (!configured) {
      log.info("No mail server is configured: {} stays unsent", mail);
      count(mail, "not-configured");
      return Outcome.NOT_CONFIGURED;
    }
    try {
      sender.send(message(mail));
      count(mail, "sent");
      return Outcome.SENT;
    } catch (MailException | MessagingException e) {
      MailFailure failure = SmtpAnswers.failure(mail, e);
      count(mail, failure instanceof MailFailure.Permanent ? "refused" : "failed");
      throw failure;
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(sender.createMimeMessage(), messageId(mail));
    MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    message.setRecipients(MimeMessage.RecipientType.TO, new Address[] {address(mail.to())});
    helper.setSubject(mail.subject());
    helper.setText(mail.text());
    helper.setSentDate(Date.from(clock.instant()));
    // Nobody's absence note should answer a machine.
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private String messageId(Mail mail) {
    String sender = from.getAddress();
    return "<" + mail.id() + sender.substring(sender.lastIndexOf('@')) + ">";
  }

  /// Domains in other scripts travel as ASCII, which every mail server understands.
  private static InternetAddress address(String to) throws AddressException {
    int at = to.lastIndexOf('@');
    try {
      return new InternetAddress(to.substring(0, at + 1) + IDN.toASCII(to.substring(at + 1)), true);
    } catch (IllegalArgumentException e) {
      throw new AddressException(e.getMessage());
    }
  }

  private void count(Mail mail, String outcome) {
    metrics.counter("neighborbid.mail", "kind", mail.kind(), "outcome", outcome).increment();
  }

  /// A message whose id stays what it is: the library would make a new one with every attempt.
  private static final class IdentifiedMessage extends MimeMessage {
    private final String messageId;

    IdentifiedMessage(MimeMessage empty, String messageId) {
      super(empty.getSession());
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
