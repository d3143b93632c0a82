package com.neighborbid.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.neighborbid.servers.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpMailerTest {
  private static final String HOST = "127.0.0.1";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private GreenMail server;

  @BeforeEach
  void startServer() {
    server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @Test
  void aMailArrivesInKoreanWithItsIdAndSender() throws Exception {
    Mail mail = verification("mina@example.org", Locale.KOREAN);
    SmtpServer smtp = server.getSmtp();
    assertThat(mailer(HOST, smtp.getPort()).send(mail)).isEqualTo(Mailer.Outcome.SENT);

    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("이메일 주소를 확인해 주세요");
    assertThat(message.getContent().toString()).contains("미나님", "https://example.org/x?t=1");
    assertThat(message.getHeader("Message-ID")).containsExactly("<mail-1@neighborbid.example>");
    assertThat(message.getFrom()[0].toString()).contains("no-reply@neighborbid.example");
    assertThat(message.getAllRecipients()[0]).hasToString("mina@example.org");
    assertThat(counted("sent")).isEqualTo(1);
  }

  @Test
  void aDomainInAnotherScriptTravelsAsAscii() throws Exception {
    var _ = mailer(HOST, server.getSmtp().getPort()).send(mail("mina@\ud55c\uad6d.kr"));
    assertThat(server.getReceivedMessages()[0].getAllRecipients()[0])
        .hasToString("mina@xn--3e0b707e.kr");
  }

  @Test
  void withoutAServerAMailIsCountedOnly() {
    assertThat(mailer("", 25).send(mail("mina@example.org")))
        .isEqualTo(Mailer.Outcome.NOT_CONFIGURED);
    assertThat(counted("not-configured")).isEqualTo(1);
  }

  @Test
  void aServerThatIsAwayIsTransient() {
    Mailer mailer = mailer(HOST, Ports.free(1).getFirst());
    assertThatThrownBy(() -> mailer.send(mail("mina@example.org")))
        .isInstanceOf(MailFailure.Transient.class)
        .hasMessageNotContaining("mina");
    assertThat(counted("failed")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "550 no such user, Permanent",
    "554 policy, Permanent",
    "450 mailbox busy, Transient",
    "421 closing, Transient",
    "530 sign in first, Transient",
  })
  void theAnswerToARecipientTellsWhetherToTryAgain(String answer, String failure)
      throws IOException {
    try (ServerSocket refusing = refusing(answer)) {
      Mailer mailer = mailer(HOST, refusing.getLocalPort());
      assertThatThrownBy(() -> mailer.send(mail("mina@example.org")))
          .isInstanceOfSatisfying(
              MailFailure.class,
              thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
    }
  }

  @Test
  void anAddressThatIsNoneIsPermanent() {
    Mailer mailer = mailer(HOST, server.getSmtp().getPort());
    for (String bad : new String[] {"nobody", "a b@example.org", "a@", ""}) {
      assertThatThrownBy(() -> mailer.send(mail(bad))).isInstanceOf(MailFailure.Permanent.class);
    }
    assertThat(counted("refused")).isEqualTo(4);
  }

  @Test
  void aSubjectCannotCarryHeaders() {
    assertThatThrownBy(() -> new Mail("1", "kind", "a@example.org", "Hi\r\nBcc: b@c.d", "text"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyTextIsThereInBothLanguagesWithTheSamePlaceholders() {
    var english = java.util.ResourceBundle.getBundle(MailTexts.class.getName(), Locale.ROOT);
    var korean = java.util.ResourceBundle.getBundle(MailTexts.class.getName(), Locale.KOREAN);
    assertThat(korean.keySet()).isEqualTo(english.keySet());
    for (String key : english.keySet()) {
      if (!english.getString(key).matches("\\{\\w+}")) {
        assertThat(korean.getString(key)).as(key).isNotEqualTo(english.getString(key));
      }
      assertThat(placeholders(korean.getString(key)))
          .as(key)
          .isEqualTo(placeholders(english.getString(key)));
    }
  }

  private static java.util.Set<String> placeholders(String text) {
    return java.util.regex.Pattern.compile("\\{\\w+}")
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Mail mail(String to) {
    return verification(to, Locale.ENGLISH);
  }

  private static Mail verification(String to, Locale language) {
    return MailTexts.mail(
        "mail-1",
        "verify-email",
        to,
        language,
        Map.of("nickname", "미나", "link", "https://example.org/x?t=1", "until", "12:00"));
  }

  private Mailer mailer(String host, int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(host);
    sender.setPort(port);
    try {
      return new SmtpMailer(
          sender,
          new MailProperties("NeighborBid <no-reply@neighborbid.example>"),
          host,
          CLOCK,
          metrics);
    } catch (jakarta.mail.internet.AddressException e) {
      throw new AssertionError(e);
    }
  }

  private double counted(String outcome) {
    return metrics.get("neighborbid.mail").tag("outcome", outcome).counter().count();
  }

  /// A mail server that takes nobody's mail; real ones do not refuse on demand.
  private static ServerSocket refusing(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST));
    Thread.ofVirtual().start(() -> refuse(server, answer));
    return server;
  }

  private static void refuse(ServerSocket server, String answer) {
    try (Socket client = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      say(client, "220 ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(client, line.startsWith("RCPT") ? answer : "250 fine");
      }
    } catch (IOException _) {
      // The client has heard enough.
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }
}
