package com.neighborbid.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.common.contract.BidIds;
import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldDeclined;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Adjust;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Credit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldsIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final Log log = new Log(TestServers.kafkaBootstrap());
  private final long auction = Users.next();
  private final long bidder = Users.next();
  private final long seller = Users.next();

  @AfterEach
  void theLedgerHolds() {
    log.close();
    Audit.holds(wallet.jdbc());
  }

  @Test
  void answersHoldsOnTheAuctionLog() {
    wallet.fund(bidder, 100);
    log.append(
        new SetHold(bidder, auction, 60, 1, true),
        new SetHold(bidder, auction, 101, 2, true),
        new SetHold(bidder, auction, 100, 3, true),
        new SetHold(bidder, auction, 10, 4, false),
        new SetHold(bidder, auction, 10, 5, true));

    assertThat(log.answers(auction, 4))
        .containsExactly(
            new HoldPlaced(auction, bidder, 1),
            new HoldDeclined(auction, bidder, 2),
            new HoldPlaced(auction, bidder, 3),
            new HoldPlaced(auction, bidder, 5));
    assertThat(balance(bidder)).isEqualTo("90/10");
    assertThat(log.read(Topics.AUCTION_LOG).stream().filter(r -> Log.key(r) == auction))
        .allSatisfy(
            answer ->
                assertThat(RecordHeaders.text(answer.headers(), RecordHeaders.REQUEST_ID))
                    .isEqualTo("request-of-test"));
  }

  @Test
  void repeatedAndOlderCommandsChangeNothing() {
    wallet.fund(bidder, 100);
    SetHold raise = new SetHold(bidder, auction, 60, 1, true);
    log.append(raise, raise, new SetHold(bidder, auction, 20, 2, false), raise);

    assertThat(log.answers(auction, 3))
        .containsExactly(
            new HoldPlaced(auction, bidder, 1),
            new HoldPlaced(auction, bidder, 1),
            new HoldDeclined(auction, bidder, 1));
    assertThat(balance(bidder)).isEqualTo("80/20");
  }

  @Test
  void listsWhatIsHeld() {
    wallet.fund(bidder, 100);
    long second = Users.next();
    log.append(new SetHold(bidder, auction, 60, 1, true), new SetHold(bidder, second, 5, 1, true));
    log.answers(second, 1);

    JsonNode first = wallet.get("/api/wallet/holds?limit=1", Tokens.of(bidder)).body();
    JsonNode last =
        wallet
            .get(
                "/api/wallet/holds?limit=1&cursor=" + first.path("nextCursor").asText(),
                Tokens.of(bidder))
            .body();
    List<String> held =
        List.of(
            first.path("items").path(0).path("auctionId") + "=" + amount(first),
            last.path("items").path(0).path("auctionId") + "=" + amount(last));
    assertThat(held).containsExactlyInAnyOrder(auction + "=60", second + "=5");
    assertThat(first.path("items").path(0).path("since").asText()).endsWith("Z");
    assertThat(last.path("nextCursor").isNull()).isTrue();
    JsonNode positions = wallet.get("/internal/positions?auctionId=" + auction, null).body();
    assertThat(positions.path("items")).hasSize(1);
    assertThat(positions.path("items").path(0).path("userId").asLong()).isEqualTo(bidder);
    assertThat(positions.path("items").path(0).path("level").asLong()).isEqualTo(60);
  }

  private static long amount(JsonNode page) {
    return page.path("items").path(0).path("amount").asLong();
  }

  @Test
  void capturePaysTheSellerOnce() {
    long clearing = Audit.clearing(wallet.jdbc());
    wallet.fund(bidder, 100);
    Capture capture = new Capture(bidder, auction, 45, seller, 2, 0);
    log.append(new SetHold(bidder, auction, 60, 1, true), capture, capture);
    Eventually.isTrue(() -> balance(seller).equals("45/0"));
    log.append(
        new Credit(seller, BidIds.credit(auction), auction, 45),
        new SetHold(bidder, auction, 5, 3, true));

    assertThat(log.answers(auction, 2))
        .containsExactly(new HoldPlaced(auction, bidder, 1), new HoldDeclined(auction, bidder, 3));
    assertThat(balance(bidder)).isEqualTo("55/0");
    assertThat(balance(seller)).isEqualTo("45/0");
    assertThat(Audit.clearing(wallet.jdbc())).isEqualTo(clearing).isZero();
    assertThat(types(bidder)).containsExactly("BID_RELEASE", "PAYMENT", "BID_HOLD", "DEPOSIT");
    assertThat(types(seller)).containsExactly("EARNING");
    assertThat(log.events(bidder))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("WalletOpened", "Deposited", "HoldChanged", "Paid", "HoldChanged");
    assertThat(log.events(seller))
        .filteredOn(WalletEvent.Earned.class::isInstance)
        .singleElement()
        .extracting("amount", "available", "held")
        .containsExactly(45L, 45L, 0L);
  }

  @Test
  void theFeeStaysWithThePlatformAndIsTakenOnce() {
    long before = Audit.platform(wallet.jdbc(), "FEES");
    wallet.fund(bidder, 100);
    Capture capture = new Capture(bidder, auction, 45, seller, 2, 4);
    log.append(new SetHold(bidder, auction, 60, 1, true), capture, capture);
    Eventually.isTrue(() -> balance(seller).equals("41/0"));

    assertThat(balance(bidder)).isEqualTo("55/0");
    assertThat(Audit.platform(wallet.jdbc(), "FEES") - before).isEqualTo(4);
    assertThat(Audit.clearing(wallet.jdbc())).isZero();
    assertThat(types(bidder)).containsExactly("BID_RELEASE", "PAYMENT", "BID_HOLD", "DEPOSIT");
    assertThat(types(seller)).containsExactly("EARNING");
    assertThat(log.events(bidder))
        .filteredOn(WalletEvent.Paid.class::isInstance)
        .singleElement()
        .extracting("amount")
        .isEqualTo(45L);
    assertThat(log.events(seller))
        .filteredOn(WalletEvent.Earned.class::isInstance)
        .singleElement()
        .extracting("amount", "available")
        .containsExactly(41L, 41L);
  }

  @Test
  void aFeeOfTheWholePriceLeavesNothingToCredit() {
    wallet.fund(bidder, 100);
    log.append(
        new SetHold(bidder, auction, 60, 1, true),
        new Capture(bidder, auction, 60, seller, 2, 60),
        new SetHold(bidder, auction, 5, 3, true));

    assertThat(log.answers(auction, 2))
        .containsExactly(new HoldPlaced(auction, bidder, 1), new HoldDeclined(auction, bidder, 3));
    assertThat(balance(bidder)).isEqualTo("40/0");
    assertThat(Audit.clearing(wallet.jdbc())).isZero();
    assertThat(balance(seller)).isEqualTo("0/0");
  }

  @Test
  void correctionsAreRequestsToo() {
    wallet.fund(bidder, 100);
    UUID id = UUID.randomUUID();
    Adjust down = new Adjust(bidder, id, -30, "counted twice", 0);
    log.append(down, down, new Adjust(bidder, UUID.randomUUID(), -71, "too much", 0));
    Eventually.isTrue(
        () ->
            wallet
                    .jdbc()
                    .sql("select count(*) from money_request where user_id = ?")
                    .param(bidder)
                    .query(Long.class)
                    .single()
                == 3);

    assertThat(balance(bidder)).isEqualTo("70/0");
    assertThat(types(bidder)).containsExactly("ADJUSTMENT", "DEPOSIT");
  }

  @Test
  void decidesThousandsOfHoldsInOrder() {
    int users = 40;
    int perUser = 100;
    Random random = new Random(11);
    List<WalletInput> inputs = new ArrayList<>();
    List<Long> bidders = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      bidders.add(Users.next());
      inputs.add(new WalletInput.Deposit(bidders.get(u), UUID.randomUUID(), 1_000));
    }
    for (int i = 1; i <= perUser; i++) {
      for (long user : bidders) {
        inputs.add(new SetHold(user, auction, random.nextInt(1_200), i, true));
      }
    }
    log.append(inputs);

    List<AuctionInput> answers = log.answers(auction, users * perUser);
    assertThat(answers).hasSize(users * perUser);
    for (long user : bidders) {
      long level = 0;
      List<AuctionInput> expected = new ArrayList<>();
      for (WalletInput input : inputs) {
        if (input instanceof SetHold hold && hold.userId() == user) {
          boolean placed = hold.to() <= 1_000;
          level = placed ? hold.to() : level;
          expected.add(
              placed
                  ? new HoldPlaced(auction, user, hold.commandSeq())
                  : new HoldDeclined(auction, user, hold.commandSeq()));
        }
      }
      assertThat(answers.stream().filter(answer -> bidderOf(answer) == user).toList())
          .isEqualTo(expected);
      assertThat(balance(user)).isEqualTo((1_000 - level) + "/" + level);
    }
  }

  private static long bidderOf(AuctionInput answer) {
    return switch (answer) {
      case HoldPlaced placed -> placed.bidderId();
      case HoldDeclined declined -> declined.bidderId();
      default -> 0;
    };
  }

  @Test
  void unreadableRecordsGoToTheDeadLettersAndTheLineMovesOn() {
    String key = Long.toString(bidder);
    log.send(new Log.Raw(Topics.WALLET_LOG, key, "wallet.Deposit.v1", bytes("{garbage")));
    log.send(new Log.Raw(Topics.WALLET_LOG, key, "wallet.Unheard.v9", bytes("{}")));
    log.send(new Log.Raw(Topics.WALLET_LOG, "no-number", "wallet.OpenWallet.v1", bytes("{}")));
    log.send(
        new Log.Raw(
            Topics.WALLET_LOG,
            key,
            "wallet.SetHold.v1",
            ContractJson.write(new SetHold(bidder, auction, -5, 1, true))));
    log.append(new WalletInput.Deposit(bidder, UUID.randomUUID(), 30));

    Eventually.isTrue(() -> balance(bidder).equals("30/0"));
    assertThat(log.answers(auction, 1)).containsExactly(new HoldDeclined(auction, bidder, 1));
    Eventually.isTrue(
        () ->
            log.read(Topics.deadLetters(Topics.WALLET_LOG)).stream()
                    .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(key))
                    .count()
                == 3);
    assertThat(wallet.get("/actuator/health", null).status()).isEqualTo(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String balance(long user) {
    JsonNode body = wallet.get("/api/wallet", Tokens.of(user)).body();
    return body.path("available").asLong() + "/" + body.path("held").asLong();
  }

  private List<String> types(long user) {
    List<String> types = new ArrayList<>();
    wallet
        .get("/api/wallet/transactions", Tokens.of(user))
        .body()
        .path("items")
        .forEach(item -> types.add(item.path("type").asText()));
    return types;
  }
}
