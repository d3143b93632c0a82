package com.neighborbid.wallet.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.HoldPlaced;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.OwnKafka;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service, a second one beside it, or Kafka comes and goes; nothing is lost and nothing
/// happens twice.
class RestartIT {
  private static final int USERS = 50;
  private static final int HOLDS = 200;
  @TempDir Path folder;

  @Test
  void resumesInTheMiddleOfAStream() {
    String database = TestServers.postgres().createDatabase("restart");
    long auction = Users.next();
    try (OwnKafka kafka = OwnKafka.started(folder);
        Log log = new Log(kafka.bootstrap())) {
      List<Long> users = new ArrayList<>();
      try (RunningWallet first = start(database, kafka, "restarted")) {
        log.append(holds(auction, users));
        Eventually.isTrue(() -> transfers(first) > 300);
      }
      try (RunningWallet second = start(database, kafka, "restarted")) {
        assertThat(transfers(second)).as("the first stopped in the middle").isLessThan(10_000);
        List<AuctionInput> answers = log.answers(auction, USERS * HOLDS);

        assertThat(answers).hasSize(USERS * HOLDS);
        for (long user : users) {
          List<AuctionInput> expected = new ArrayList<>();
          for (int i = 1; i <= HOLDS; i++) {
            expected.add(new HoldPlaced(auction, user, i));
          }
          assertThat(answers.stream().filter(answer -> isOf(answer, user)).toList())
              .isEqualTo(expected);
          assertThat(second.get("/api/wallet", Tokens.of(user)).number("held")).isEqualTo(HOLDS);
        }
        assertThat(transfers(second)).isEqualTo(USERS + USERS * HOLDS);
        Audit.holds(second.jdbc());
      }
    }
  }

  private static boolean isOf(AuctionInput answer, long user) {
    return answer instanceof HoldPlaced placed && placed.bidderId() == user;
  }

  private static List<WalletInput> holds(long auction, List<Long> users) {
    List<WalletInput> inputs = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      users.add(Users.next());
      inputs.add(new Deposit(users.get(u), UUID.randomUUID(), 1_000));
    }
    for (int i = 1; i <= HOLDS; i++) {
      for (long user : users) {
        inputs.add(new SetHold(user, auction, i, i, true));
      }
    }
    return inputs;
  }

  private static long transfers(RunningWallet wallet) {
    return Audit.count(wallet.jdbc(), "select count(*) from transfer");
  }

  /// Small batches, so that the middle of the stream is long.
  private static RunningWallet start(String database, OwnKafka kafka, String instance) {
    return RunningWallet.start(
        database, kafka.bootstrap(), instance, "--neighborbid.wallet.lanes.max-batch=50");
  }

  @Test
  void anInstanceAnswersAlsoWhatAnotherDecides() {
    String database = TestServers.postgres().createDatabase("two");
    try (OwnKafka kafka = OwnKafka.started(folder);
        RunningWallet first = start(database, kafka, "first");
        RunningWallet second = start(database, kafka, "second")) {
      Eventually.isTrue(() -> runs(first) == 2 && runs(second) == 2);

      List<Long> users = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        long user = Users.next();
        users.add(user);
        assertThat(first.deposit(user, "in", 100).status()).isEqualTo(201);
        assertThat(second.withdraw(user, "out", 40).number("available")).isEqualTo(60);
        assertThat(first.deposit(user, "in", 100).header("Idempotent-Replayed")).isEqualTo("true");
      }
      assertThat(users)
          .allSatisfy(
              user ->
                  assertThat(second.get("/api/wallet", Tokens.of(user)).number("available"))
                      .isEqualTo(60));
      Audit.holds(first.jdbc());
    }
  }

  private static long runs(RunningWallet wallet) {
    return wallet.bean(WalletLanes.class).status().stream()
        .filter(lane -> lane.phase().equals("RUNNING"))
        .count();
  }

  @Test
  void waitsForKafkaAtTheStartAndOutlivesIt() {
    String database = TestServers.postgres().createDatabase("away");
    long user = Users.next();
    try (OwnKafka kafka = OwnKafka.notStarted(folder);
        RunningWallet wallet =
            RunningWallet.start(
                database, kafka.bootstrap(), "away", "--neighborbid.wallet.request-wait=1500ms")) {
      refusedAtOnce(wallet, user);
      assertThat(wallet.get("/actuator/health/readiness", null).status()).isEqualTo(200);

      kafka.start();
      Eventually.isTrue(() -> wallet.deposit(user, "first", 100).status() == 201);

      kafka.kill();
      Answer unknown = wallet.deposit(user, "second", 10);
      assertThat(unknown.status()).isEqualTo(202);
      String location = unknown.header("Location");
      assertThat(location).startsWith("/api/wallet/requests/");
      assertThat(wallet.get(location, Tokens.of(user)).body().path("status").asText())
          .isEqualTo("RECEIVED");
      assertThat(wallet.get(location, Tokens.of(Users.next())).status()).isEqualTo(404);
      refusedAtOnce(wallet, user);
      assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(100);
      assertThat(wallet.get("/actuator/health/readiness", null).status()).isEqualTo(200);

      kafka.start();
      Eventually.isTrue(() -> wallet.deposit(user, "second", 10).status() == 201);
      assertThat(wallet.get(location, Tokens.of(user)).body().path("status").asText())
          .isEqualTo("DONE");
      assertThat(wallet.get("/api/wallet", Tokens.of(user)).number("available")).isEqualTo(110);
      Audit.holds(wallet.jdbc());
    }
  }

  private static void refusedAtOnce(RunningWallet wallet, long user) {
    long start = System.nanoTime();
    Answer refused = wallet.deposit(user, "refused", 5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
  }
}
