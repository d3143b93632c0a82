package com.neighborbid.systemtests;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/// A mail server to which the system under test sends, and what came in.
final class MailServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));

  MailServer() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /// The bodies of the mails to an address, in the order in which they came.
  List<String> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> GreenMailUtil.getHeaders(mail).contains(address))
        .map(MailServer::text)
        .toList();
  }

  private static String text(MimeMessage mail) {
    return GreenMailUtil.getBody(mail);
  }

  @Override
  public void close() {
    server.stop();
  }
}
