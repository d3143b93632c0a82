package com.neighborbid.wallet.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.OwnKafka;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A record on which money hangs cannot be decided: the lane stops, and says so.
class StoppedLaneIT {
  @TempDir Path folder;

  @Test
  void aCaptureOfMoreThanIsHeldStopsTheLaneAndHealthSaysWhy() {
    long bidder = Users.next();
    long auction = Users.next();
    try (OwnKafka kafka = OwnKafka.started(folder);
        RunningWallet wallet =
            RunningWallet.start(
                TestServers.postgres().createDatabase("stopped"), kafka.bootstrap(), "stopped");
        Log log = new Log(kafka.bootstrap())) {
      wallet.fund(bidder, 100);
      log.append(new SetHold(bidder, auction, 60, 1, true));
      log.answers(auction, 1);
      assertThat(wallet.get("/actuator/health", null).status()).isEqualTo(200);

      log.append(new Capture(bidder, auction, 61, Users.next(), 2, 0));

      String health =
          Eventually.get(
                  () -> wallet.get("/actuator/health", null), answer -> answer.status() == 503)
              .raw()
              .body();
      assertThat(health).contains("STOPPED", "money hangs on this wallet.Capture.v1");
      assertThat(wallet.get("/actuator/health/readiness", null).status()).isEqualTo(200);
      assertThat(wallet.get("/api/wallet", Tokens.of(bidder)).number("held")).isEqualTo(60);
      assertThat(Audit.platform(wallet.jdbc(), "CLEARING")).isZero();
      Audit.holds(wallet.jdbc());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wallet.Capture.v1", "wallet.Credit.v1"})
  void garbageUnderTheNameOfMoneyStopsTheLane(String type) {
    try (OwnKafka kafka = OwnKafka.started(folder);
        RunningWallet wallet =
            RunningWallet.start(
                TestServers.postgres().createDatabase("stopped"), kafka.bootstrap(), "stopped");
        Log log = new Log(kafka.bootstrap())) {
      wallet.fund(Users.next(), 100);
      log.send(
          new Log.Raw(Topics.WALLET_LOG, "5", type, "garbage".getBytes(StandardCharsets.UTF_8)));

      assertThat(
              Eventually.get(
                      () -> wallet.get("/actuator/health", null), answer -> answer.status() == 503)
                  .raw()
                  .body())
          .contains("money hangs on this " + type);
      assertThat(log.read(Topics.deadLetters(Topics.WALLET_LOG))).isEmpty();
    }
  }
}
