package com.neighborbid.wallet.config;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Deposit;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.kafka.TopicSetup;
import com.neighborbid.common.lane.LaneGroup;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.OwnKafka;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Users;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A measurement, not a test; run by name: how fast a full log is decided, committed and answered.
class EngineSpeed {
  private static final int USERS = 500;
  private static final int HOLDS = 50_000;
  @TempDir Path folder;

  @Test
  void decidesAFullLog() throws Exception {
    for (int threads : new int[] {1, 2, 4}) {
      measure(threads);
    }
  }

  private void measure(int threads) throws Exception {
    try (OwnKafka kafka = OwnKafka.started(folder.resolve("kafka-" + threads));
        Log log = new Log(kafka.bootstrap())) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        TopicSetup.ensure(admin, 4, (short) 1);
      }
      log.append(inputs());
      try (RunningWallet wallet =
          RunningWallet.start(
              TestServers.postgres().createDatabase("speed"),
              kafka.bootstrap(),
              "speed",
              "--neighborbid.wallet.lanes.threads=" + threads)) {
        Eventually.isTrue(() -> decided(wallet) > 0);
        long before = decided(wallet);
        long start = System.nanoTime();
        Eventually.isTrue(() -> decided(wallet) == USERS + HOLDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "MEASURED %d threads: %.0f records/s (%d records in %.2f s), answers %d%n",
            threads,
            (USERS + HOLDS - before) / seconds,
            USERS + HOLDS - before,
            seconds,
            log.read(Topics.AUCTION_LOG).size());
        Audit.holds(wallet.jdbc());
      }
    }
  }

  private static long decided(RunningWallet wallet) {
    return wallet.bean(WalletLanes.class).status().stream()
        .mapToLong(LaneGroup.LaneStatus::nextOffset)
        .sum();
  }

  /// Bids of many on a hundred auctions; every hold is answered and moves money.
  private static List<WalletInput> inputs() {
    List<WalletInput> inputs = new ArrayList<>();
    List<Long> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(Users.next());
      inputs.add(new Deposit(users.get(i), UUID.randomUUID(), 1_000_000));
    }
    for (int i = 0; i < HOLDS; i++) {
      long user = users.get(i % USERS);
      int round = i / USERS + 1;
      inputs.add(new SetHold(user, i % 100 + 1L, round * 10L, round, true));
    }
    return inputs;
  }
}
