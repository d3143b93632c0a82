package com.neighborbid.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.wallet.v1.WalletInput.Capture;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// Money that comes back is told to its owner over Redis.
class RefundedIT {
  private final RunningWallet wallet = RunningWallet.shared();
  private final Log log = new Log(TestServers.kafkaBootstrap());
  private final long auction = Users.next();
  private final long bidder = Users.next();
  private final List<PersonalMessage> told = new CopyOnWriteArrayList<>();
  private final BinaryJedisPubSub ear =
      new BinaryJedisPubSub() {
        @Override
        public void onMessage(byte[] channel, byte[] message) {
          told.add(ContractJson.read(message, PersonalMessage.class));
        }
      };

  @BeforeEach
  void listen() {
    wallet.fund(bidder, 100);
    Thread.ofVirtual()
        .start(
            () -> {
              try (Jedis redis = new Jedis(HostAndPort.from(TestServers.redis().address()))) {
                redis.subscribe(ear, Topics.userChannel(bidder).getBytes(StandardCharsets.UTF_8));
              }
            });
    Eventually.get(ear::isSubscribed, subscribed -> subscribed);
  }

  @AfterEach
  void stop() {
    ear.unsubscribe();
    log.close();
  }

  @Test
  void saysWhatCameBackAndNothingBefore() {
    log.append(new SetHold(bidder, auction, 60, 1, true));
    log.answers(auction, 1);
    log.append(new SetHold(bidder, auction, 20, 2, false));
    assertThat(nextTold(1).getFirst().amount()).isEqualTo(40);
    log.append(new SetHold(bidder, auction, 0, 3, false));

    List<PersonalMessage> all = nextTold(2);
    assertThat(all).extracting(PersonalMessage::amount).containsExactly(40L, 20L);
    assertThat(all)
        .allSatisfy(
            message -> {
              assertThat(message.kind()).isEqualTo(PersonalMessage.Kind.REFUNDED);
              assertThat(message.auctionId()).isEqualTo(auction);
            });
  }

  @Test
  void saysWhatAWinnerGetsBackBeyondThePrice() {
    log.append(
        new SetHold(bidder, auction, 60, 1, true),
        new Capture(bidder, auction, 45, Users.next(), 2, 0));
    assertThat(nextTold(1).getFirst().amount()).isEqualTo(15);
  }

  private List<PersonalMessage> nextTold(int count) {
    return Eventually.get(() -> told, messages -> messages.size() >= count);
  }
}
