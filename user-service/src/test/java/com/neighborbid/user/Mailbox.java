package com.neighborbid.user;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server, and what it has received.
public final class Mailbox {
  private static final Pattern TOKEN = Pattern.compile("/#/[a-z-]+/([A-Za-z0-9_-]{43})\\b");
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public Mailbox() {
    server.start();
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /// A mail as its reader sees it.
  public record Letter(String subject, String text) {
    /// The secret at the end of its link.
    public String token() {
      Matcher link = TOKEN.matcher(text);
      if (!link.find()) {
        throw new AssertionError("no link in " + text);
      }
      return link.group(1);
    }
  }

  /// All mails to an address, once there are that many.
  public List<Letter> await(String address, int count) {
    Eventually.until(count + " mails to " + address, () -> to(address).size() >= count);
    return to(address);
  }

  public List<Letter> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> recipient(message).equals(address))
        .map(Mailbox::read)
        .toList();
  }

  private static String recipient(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Letter read(MimeMessage message) {
    try {
      return new Letter(message.getSubject(), message.getContent().toString());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
