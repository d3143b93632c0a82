package com.neighborbid.user.news;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.ChargedBack;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.DecidedBy;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentDisputed;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentRefunded;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.PaymentReleased;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletBlocked;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletUnblocked;
import com.neighborbid.user.Api;
import com.neighborbid.user.Eventually;
import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.Member;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Disputes, chargebacks, blocks and suspensions are told to whom they concern.
class TroubleIT extends NewsServiceBase {
  private final EventFeed feed = new EventFeed();
  private final long auction = EventFeed.newAuction();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void bothSidesHearOfADisputeAndOfWhatAnAdminMadeOfIt() {
    Member seller = Member.signUp(api);
    Member buyer = Member.signUp(api);
    feed.say(new PaymentDisputed(buyer.id(), auction, seller.id(), 16_000, EventFeed.now()));
    Inbox.awaitKinds(buyer, "DISPUTE_OPENED");
    Inbox.awaitKinds(seller, "DISPUTE_OPENED");
    assertThat(newest(seller).path("auctionId").asLong()).isEqualTo(auction);
    assertThat(newest(seller).path("text").asText())
        .isEqualTo(
            "The buyer disputes the payment of 16,000 won for “Bike %d”. The money stays with the platform until an admin decides."
                .formatted(auction));
    feed.say(
        new PaymentReleased(
            buyer.id(), auction, seller.id(), 16_000, DecidedBy.ADMIN, EventFeed.now()));
    Inbox.awaitKinds(buyer, "DISPUTE_FOR_SELLER", "DISPUTE_OPENED");
    Inbox.awaitKinds(seller, "DISPUTE_FOR_SELLER", "DISPUTE_OPENED");
    feed.say(
        new PaymentRefunded(buyer.id(), auction, seller.id(), 16_000, 16_000, 0, EventFeed.now()));
    Inbox.awaitKinds(seller, "DISPUTE_FOR_BUYER", "DISPUTE_FOR_SELLER", "DISPUTE_OPENED");
    Inbox.awaitKinds(buyer, "DISPUTE_FOR_BUYER", "DISPUTE_FOR_SELLER", "DISPUTE_OPENED");
  }

  @Test
  void nobodyHearsOfAPaymentThatNobodyDisputed() {
    Member seller = Member.signUp(api);
    Member buyer = Member.signUp(api);
    for (DecidedBy by : List.of(DecidedBy.BUYER, DecidedBy.TIME)) {
      feed.say(new PaymentReleased(buyer.id(), auction, seller.id(), 16_000, by, EventFeed.now()));
    }
    // Of the same key, so it comes after these.
    feed.say(new WalletUnblocked(buyer.id(), EventFeed.now()));
    Inbox.awaitKinds(buyer, "WALLET_UNBLOCKED");
    Inbox.awaitKinds(seller);
  }

  @Test
  void theOwnerHearsOfAChargebackAndOfTheBlockThatFollows() {
    Member mina = Member.signUp(api);
    feed.say(
        new ChargedBack(
            mina.id(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            50_000,
            20_000,
            0,
            0,
            EventFeed.now()));
    feed.say(new WalletBlocked(mina.id(), EventFeed.now()));
    Inbox.awaitKinds(mina, "WALLET_BLOCKED", "CHARGED_BACK");
    JsonNode items = mina.get(Inbox.PATH, "Accept-Language", "ko").is(200).body().path("items");
    assertThat(items.get(0).path("text").asText()).isEqualTo("현재 입찰과 출금을 할 수 없습니다. 고객센터로 문의해 주세요.");
    assertThat(items.get(0).path("urgent").asBoolean()).isTrue();
    assertThat(items.get(1).path("text").asText())
        .isEqualTo("결제 대행사가 입금하신 50,000원을 회수했습니다. 그중 20,000원은 지갑에 남아 있지 않았습니다.");
  }

  @Test
  void whoIsSuspendedIsWrittenToAndReadsTheRestWhenHeIsBack() throws Exception {
    Member admin = admin();
    String name = Api.newName();
    long id = api.signUp(name).is(201).body().path("user").path("id").asLong();
    String address = name + "@example.net";
    jdbc.sql("UPDATE users SET email = :email, email_verified_at = now() WHERE id = :id")
        .param("email", address)
        .param("id", id)
        .update();
    admin.json("POST", "/api/admin/users/" + id + "/suspend", "{\"reason\":\"spam\"}").is(200);
    assertThat(mail(address).getSubject()).isEqualTo("Account suspended");
    feed.say(new WalletBlocked(id, EventFeed.now()));
    admin.json("POST", "/api/admin/users/" + id + "/unsuspend", "{}").is(200);
    String token = api.logIn(name, Api.PASSWORD).is(200).text("accessToken");
    Member back = new Member(api, id, token);
    Eventually.until(
        "told",
        () ->
            back.get(Inbox.PATH).is(200).body().path("items").findValuesAsText("kind").stream()
                .sorted()
                .toList()
                .equals(List.of("ACCOUNT_REINSTATED", "ACCOUNT_SUSPENDED", "WALLET_BLOCKED")));
  }

  private static JsonNode newest(Member member) {
    return member.get(Inbox.PATH).is(200).body().path("items").get(0);
  }

  private static MimeMessage mail(String address) {
    Eventually.until("mail to " + address, () -> mails(address).findFirst().isPresent());
    return mails(address).findFirst().orElseThrow();
  }

  private static Stream<MimeMessage> mails(String address) {
    return Arrays.stream(MAIL.getReceivedMessages())
        .filter(mail -> GreenMailUtil.getHeaders(mail).contains(address));
  }
}
