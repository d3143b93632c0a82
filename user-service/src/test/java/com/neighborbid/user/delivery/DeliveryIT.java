package com.neighborbid.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.Deposited;
import com.neighborbid.user.Api;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.FakeNeighbours;
import com.neighborbid.user.support.Member;
import com.neighborbid.user.support.Receiver;
import com.neighborbid.user.support.Receiver.Request;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeliveryIT extends NewsServiceBase {
  private static final String PREFERENCES = "/api/me/notification-preferences";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private Digests digests;
  @Autowired private DeliveryTable table;

  private final EventFeed feed = new EventFeed();
  private final long auction = EventFeed.newAuction();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void whatIsUrgentIsMailedAtOnceInTheReadersLanguage() throws Exception {
    Member mina = Member.signUp(api);
    String address = reachable(mina);
    mina.json("PUT", PREFERENCES, "{\"language\":\"ko\"}").is(200);
    wins(mina);
    MimeMessage mail = mails(address, 1).getFirst();
    assertThat(mail.getSubject()).isEqualTo("낙찰을 축하합니다");
    assertThat(String.valueOf(mail.getContent()))
        .contains("‘Bike " + auction + "’을(를) 16,000원에 낙찰받았습니다.");
  }

  @Test
  void aMailWaitsForTheNameOfItsAuction() {
    Member mina = Member.signUp(api);
    String address = reachable(mina);
    FakeNeighbours auctions = FakeNeighbours.start();
    feed.opened(auction, Member.signUp(api).id());
    auctions.hang(true);
    try {
      wins(mina);
      Eventually.until("it was postponed", () -> reasons(mina).contains("no title of the auction"));
      assertThat(states(mina)).containsExactly("WAITING");
      assertThat(mails(address)).isEmpty();
    } finally {
      auctions.hang(false);
    }
    assertThat(GreenMailUtil.getBody(mails(address, 1).getFirst())).contains("Bike " + auction);
    assertThat(attempts(mina)).as("sent once, waited before").containsExactly(1);
  }

  @Test
  void whatIsNotUrgentWaitsForTheDigestAndLeavesInOneMail() throws Exception {
    Member mina = Member.signUp(api);
    String address = reachable(mina);
    deposit(mina, 5_000);
    deposit(mina, 7_000);
    deposit(mina, 9_000);
    Eventually.until(
        "three wait", () -> states(mina).equals(List.of("DIGEST", "DIGEST", "DIGEST")));
    String read = mina.get("/api/notifications").body().path("items").get(0).path("id").asText();
    mina.json("PATCH", "/api/notifications/" + read, "{\"read\":true}").is(200);
    assertThat(digests.gatherAll()).isPositive();
    MimeMessage mail = mails(address, 1).getFirst();
    assertThat(mail.getSubject()).isEqualTo("Your NeighborBid day (2)");
    assertThat(GreenMailUtil.getBody(mail))
        .contains("5,000 won were put in your wallet.", "7,000 won were put in your wallet.")
        .doesNotContain("9,000");
    Eventually.until("sent", () -> states(mina).contains("SENT"));
    assertThat(digests.gatherAll()).isZero();
    assertThat(mails(address, 1)).hasSize(1);
  }

  @Test
  void aWebhookGetsWhatItCanVerifyAndOnlyOnce() throws Exception {
    Member mina = Member.signUp(api);
    try (Receiver receiver = new Receiver(503, 500)) {
      String secret = receiver.of(mina);
      wins(mina);
      Request request = receiver.await(3);
      JsonNode body = JSON.readTree(request.body());
      assertThat(body.path("type").asText()).isEqualTo("notification");
      assertThat(body.path("data").path("kind").asText()).isEqualTo("WON");
      assertThat(body.path("data").path("auctionId").asLong()).isEqualTo(auction);
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      String signed =
          request.header("webhook-id")
              + "."
              + request.header("webhook-timestamp")
              + "."
              + new String(request.body(), StandardCharsets.UTF_8);
      assertThat(request.header("webhook-signature"))
          .isEqualTo("v1," + WebhookSender.sign(key, signed));
      assertThat(receiver.requests().stream().map(one -> one.header("webhook-id")).distinct())
          .hasSize(1);
      Eventually.until("sent", () -> states(mina).equals(List.of("SENT")));
      assertThat(receiver.requests()).hasSize(3);
    }
  }

  @Test
  void whatIsRefusedOrTriedTooOftenIsADeadLetterThatAnAdminCanSendAgain() {
    Member mina = Member.signUp(api);
    Member admin = admin();
    try (Receiver receiver = new Receiver(503, 503, 503)) {
      receiver.of(mina);
      wins(mina);
      Eventually.until("dead", () -> states(mina).equals(List.of("DEAD")));
      assertThat(receiver.requests()).hasSize(3);
      JsonNode letter = deadLetter(admin, mina);
      assertThat(letter.path("channel").asText()).isEqualTo("WEBHOOK");
      assertThat(letter.path("kind").asText()).isEqualTo("WON");
      assertThat(letter.path("attempts").asInt()).isEqualTo(3);
      assertThat(letter.path("error").asText()).isEqualTo("failed: the webhook answered 503");
      String resend = "/api/admin/dead-letters/" + letter.path("id").asText() + "/resend";
      mina.json("POST", resend, "").isProblem(403, "FORBIDDEN");
      admin.json("POST", resend, "").is(202);
      Eventually.until("sent", () -> states(mina).equals(List.of("SENT")));
      admin.json("POST", resend, "").isProblem(404, "NOT_FOUND");
    }
  }

  @Test
  void aSendOfWhichNobodyKnowsTheOutcomeIsNotRepeated() {
    Member mina = Member.signUp(api);
    try (Receiver receiver = new Receiver(Receiver.SILENCE)) {
      receiver.of(mina);
      wins(mina);
      Eventually.until("dead", () -> states(mina).equals(List.of("DEAD")));
      assertThat(receiver.requests()).hasSize(1);
      assertThat(deadLetter(admin(), mina).path("error").asText()).startsWith("unknown: ");
    }
  }

  @Test
  void aSenderThatDiedWhileSendingLeavesADeadLetter() {
    Member mina = Member.signUp(api);
    long id =
        jdbc.sql(
                """
                INSERT INTO deliveries (user_id, channel, urgent, status, due_at, created_at)
                VALUES (:user, 'EMAIL', true, 'SENDING', now() - interval '1 second', now())
                RETURNING id
                """)
            .param("user", mina.id())
            .query(Long.class)
            .single();
    assertThat(table.buryUnknown()).isPositive();
    JsonNode letter = deadLetter(admin(), mina);
    assertThat(letter.path("id").asLong()).isEqualTo(id);
    assertThat(letter.path("error").asText()).startsWith("unknown: ");
  }

  @Test
  void anAddressThatNobodyConfirmedGetsNoNews() {
    Member stranger = Member.signUp(api);
    enter(stranger, "s" + stranger.id() + "@example.org");
    wins(stranger);
    Eventually.until(
        "the news is in the inbox",
        () -> !stranger.get("/api/notifications").body().path("items").isEmpty());
    assertThat(states(stranger)).isEmpty();

    String address = reachable(stranger);
    deposit(stranger, 5_000);
    Eventually.until("planned", () -> !states(stranger).isEmpty());
    enter(stranger, "other-" + address);
    assertThat(mails("s" + stranger.id() + "@example.org"))
        .as("only the link")
        .allMatch(mail -> GreenMailUtil.getBody(mail).contains("verify-email"));
  }

  @Test
  void whatSomebodyDoesNotWantIsNotDelivered() {
    Member mina = Member.signUp(api);
    try (Receiver receiver = new Receiver()) {
      receiver.of(mina);
      mina.json("PUT", PREFERENCES, "{\"kinds\":{\"DEPOSITED\":{\"webhook\":false}}}").is(200);
      deposit(mina, 5_000);
      wins(mina);
      receiver.await(1);
      assertThat(new String(receiver.requests().getFirst().body(), StandardCharsets.UTF_8))
          .contains("\"WON\"");
      assertThat(states(mina)).hasSize(1);
    }
  }

  private String reachable(Member member) {
    String address = "m" + member.id() + "@example.org";
    enter(member, address);
    confirm(member);
    return address;
  }

  private static void enter(Member member, String address) {
    member
        .json(
            "PATCH",
            "/api/users/me",
            "{\"email\":\"" + address + "\",\"password\":\"" + Api.PASSWORD + "\"}")
        .is(200);
  }

  /// The link was opened.
  private void confirm(Member member) {
    int _ =
        jdbc.sql("UPDATE users SET email_verified_at = now() WHERE id = :id")
            .param("id", member.id())
            .update();
  }

  private void wins(Member member) {
    feed.say(EventFeed.closed(auction, 2, member.id(), 16_000));
  }

  private void deposit(Member member, long amount) {
    feed.say(new Deposited(member.id(), UUID.randomUUID(), amount, amount, 0, EventFeed.now()));
  }

  private List<String> states(Member member) {
    return jdbc.sql("SELECT status FROM deliveries WHERE user_id = :user ORDER BY id")
        .param("user", member.id())
        .query(String.class)
        .list();
  }

  private List<String> reasons(Member member) {
    return jdbc.sql("SELECT coalesce(error, '') FROM deliveries WHERE user_id = :user ORDER BY id")
        .param("user", member.id())
        .query(String.class)
        .list();
  }

  private List<Integer> attempts(Member member) {
    return jdbc.sql("SELECT attempts FROM deliveries WHERE user_id = :user ORDER BY id")
        .param("user", member.id())
        .query(Integer.class)
        .list();
  }

  private static JsonNode deadLetter(Member admin, Member of) {
    for (JsonNode letter :
        admin.get("/api/admin/dead-letters?limit=100").is(200).body().path("items")) {
      if (letter.path("userId").asLong() == of.id()) {
        return letter;
      }
    }
    throw new AssertionError("no dead letter of " + of.id());
  }

  private static List<MimeMessage> mails(String address, int count) {
    Eventually.until(count + " mails to " + address, () -> mails(address).size() >= count);
    return mails(address);
  }

  private static List<MimeMessage> mails(String address) {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage mail : MAIL.getReceivedMessages()) {
      if (GreenMailUtil.getHeaders(mail).contains(address)) {
        found.add(mail);
      }
    }
    return found;
  }
}
