package com.neighborbid.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.Browser;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.Member;
import com.neighborbid.user.support.Receiver;
import com.neighborbid.user.support.Receiver.Request;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushIT extends NewsServiceBase {
  private static final String PREFERENCES = "/api/me/notification-preferences";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aBrowserIsWokenWithWhatOnlyItCanRead() throws Exception {
    Member mina = Member.signUp(api);
    Browser browser = new Browser();
    long auction = EventFeed.newAuction();
    try (Receiver service = new Receiver();
        EventFeed feed = new EventFeed()) {
      subscribe(mina, browser, service);
      feed.say(EventFeed.closed(auction, 2, mina.id(), 16_000));
      Request request = service.await(1);
      assertThat(request.header("Content-Encoding")).isEqualTo("aes128gcm");
      assertThat(request.header("Urgency")).isEqualTo("high");
      assertThat(Long.parseLong(request.header("TTL"))).isPositive();
      JsonNode message = JSON.readTree(browser.decrypt(request.body()));
      assertThat(message.path("kind").asText()).isEqualTo("WON");
      assertThat(message.path("auctionId").asLong()).isEqualTo(auction);
      assertThat(message.path("text").asText()).contains("Bike " + auction);
      isSignedByTheAnnouncedKey(mina, request, service);
    }
  }

  @Test
  void aBrowserThatHasUnsubscribedIsForgotten() {
    Member mina = Member.signUp(api);
    try (Receiver service = new Receiver(410);
        EventFeed feed = new EventFeed()) {
      subscribe(mina, new Browser(), service);
      feed.say(EventFeed.closed(EventFeed.newAuction(), 2, mina.id(), 16_000));
      service.await(1);
      Eventually.until("forgotten", () -> subscriptions(mina) == 0);
      Eventually.until(
          "dropped",
          () ->
              jdbc.sql("SELECT status FROM deliveries WHERE user_id = :user")
                  .param("user", mina.id())
                  .query(String.class)
                  .list()
                  .equals(List.of("DROPPED")));
    }
  }

  @Test
  void aSubscriptionIsTakenBackByItsOwnerOnly() {
    Member mina = Member.signUp(api);
    Member joon = Member.signUp(api);
    try (Receiver service = new Receiver()) {
      String id = subscribe(mina, new Browser(), service);
      String path = PREFERENCES + "/push-subscriptions/" + id;
      joon.json("DELETE", path, "").isProblem(404, "NOT_FOUND");
      mina.json("DELETE", path, "").is(204);
      mina.json("DELETE", path, "").isProblem(404, "NOT_FOUND");
      assertThat(subscriptions(mina)).isZero();
    }
  }

  private static void isSignedByTheAnnouncedKey(Member member, Request request, Receiver service)
      throws Exception {
    String key = member.get(PREFERENCES).body().path("push").path("publicKey").asText();
    String[] parts = request.header("Authorization").split("[ ,=]+");
    assertThat(parts[0]).isEqualTo("vapid");
    assertThat(parts[4]).isEqualTo(key);
    SignedJWT token = SignedJWT.parse(parts[2]);
    assertThat(token.verify(new ECDSAVerifier(Browser.publicKey(key)))).isTrue();
    assertThat(token.getJWTClaimsSet().getAudience())
        .containsExactly(service.url().replace("/hook", ""));
    assertThat(token.getJWTClaimsSet().getSubject()).startsWith("mailto:");
  }

  private static String subscribe(Member member, Browser browser, Receiver service) {
    return member
        .json("POST", PREFERENCES + "/push-subscriptions", browser.subscription(service.url()))
        .is(201)
        .text("id");
  }

  private static int subscriptions(Member member) {
    return member.get(PREFERENCES).body().path("push").path("subscriptions").asInt();
  }
}
