package com.neighborbid.wallet.opening;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletOpened;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpeningIT {
  private final RunningWallet wallet = RunningWallet.shared();

  @Test
  void opensAWalletOnceForWhoRegistersAndPassesWhatItCannotRead() {
    long user = Users.next();
    try (Log log = new Log(TestServers.kafkaBootstrap())) {
      String key = Long.toString(user);
      UserRegistered registered = new UserRegistered(user, "mina", null, Instant.EPOCH);
      log.send(new Log.Raw(Topics.USER_EVENTS, key, "user.UserRegistered.v1", garbage()));
      log.send(new Log.Raw(Topics.USER_EVENTS, "x", "user.UserRegistered.v1", garbage()));
      log.send(new Log.Raw(Topics.USER_EVENTS, key, "user.Unheard.v1", garbage()));
      log.send(event(new ProfileChanged(user, "mina", null, Instant.EPOCH)));
      log.send(event(registered));
      log.send(event(registered));
      log.flush();

      Eventually.isTrue(
          () ->
              Audit.count(wallet.jdbc(), "select count(*) from wallet where user_id=" + user) == 1);
      Eventually.isTrue(
          () ->
              log.read(Topics.deadLetters(Topics.USER_EVENTS)).stream()
                      .filter(
                          letter ->
                              new String(letter.value(), StandardCharsets.UTF_8)
                                  .contains("\"key\":\"" + key + "\""))
                      .count()
                  == 1);
      // The second registration has been decided, too, when a later one of the same key has.
      wallet.fund(user, 5);
      assertThat(log.events(user)).filteredOn(WalletOpened.class::isInstance).hasSize(1);
    }
  }

  /// A letter used to hold the whole of what could not be read: too long for Kafka with it, it was
  /// refused, and nobody who registered after that got a wallet.
  @Test
  void whatIsTooLongForADeadLetterHoldsUpNobody() {
    long user = Users.next();
    try (Log log = new Log(TestServers.kafkaBootstrap())) {
      String key = Long.toString(user);
      log.send(new Log.Raw(Topics.USER_EVENTS, key, "user.UserRegistered.v1", new byte[900_000]));
      log.send(event(new UserRegistered(user, "mina", null, Instant.EPOCH)));
      log.flush();
      Eventually.isTrue(
          () ->
              Audit.count(wallet.jdbc(), "select count(*) from wallet where user_id=" + user) == 1);
    }
  }

  private static byte[] garbage() {
    return "{garbage".getBytes(StandardCharsets.UTF_8);
  }

  private static Log.Raw event(UserEvent event) {
    return new Log.Raw(
        Topics.USER_EVENTS,
        Long.toString(event.userId()),
        UserEventCodec.typeOf(event),
        UserEventCodec.encode(event));
  }
}
