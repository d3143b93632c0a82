package com.neighborbid.auction.bidder;

import com.neighborbid.auction.bidder.BidderStandings.Cause;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletBlocked;
import com.neighborbid.common.contract.wallet.v1.WalletEvent.WalletUnblocked;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Hears who is suspended and whose wallet is blocked. Each bid makes events of wallets: what is
/// not wanted here is passed by its header, and it is fetched in large pieces.
@Component
class StandingListener {
  private static final Logger log = LoggerFactory.getLogger(StandingListener.class);

  private static final Set<String> WANTED =
      Set.of(
          "user.UserSuspended.v1",
          "user.UserReinstated.v1",
          "user.UserErased.v1",
          "wallet.WalletBlocked.v1",
          "wallet.WalletUnblocked.v1");

  private final BidderStandings standings;

  StandingListener(BidderStandings standings) {
    this.standings = standings;
  }

  @KafkaListener(
      topics = {Topics.USER_EVENTS, Topics.WALLET_EVENTS},
      groupId = "auction-bidders",
      batch = "true",
      properties = {
        "group.instance.id=auction-bidders-${neighborbid.auction.instance}",
        "fetch.min.bytes=65536",
        "fetch.max.wait.ms=200"
      })
  void hear(List<ConsumerRecord<String, byte[]>> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
      if (type == null || !WANTED.contains(type)) {
        continue;
      }
      try {
        apply(record, type);
      } catch (MalformedContractException
          | NumberFormatException
          | DataIntegrityViolationException e) {
        log.warn(
            "{} at offset {} is not readable and is skipped", record.topic(), record.offset(), e);
      }
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record, String type) {
    long user = Long.parseLong(record.key());
    if (record.topic().equals(Topics.USER_EVENTS)) {
      apply(UserEventCodec.decode(type, user, record.value()));
    } else {
      apply(WalletEventCodec.decode(type, user, record.value()));
    }
  }

  private void apply(UserEvent event) {
    switch (event) {
      case UserSuspended user ->
          standings.changed(user.userId(), Cause.ACCOUNT, true, user.suspendedAt());
      case UserReinstated user ->
          standings.changed(user.userId(), Cause.ACCOUNT, false, user.reinstatedAt());
      case UserErased user -> standings.erased(user.userId(), user.erasedAt());
      default -> log.trace("not about standing");
    }
  }

  private void apply(WalletEvent event) {
    switch (event) {
      case WalletBlocked wallet ->
          standings.changed(wallet.userId(), Cause.WALLET, true, wallet.at());
      case WalletUnblocked wallet ->
          standings.changed(wallet.userId(), Cause.WALLET, false, wallet.at());
      default -> log.trace("not about standing");
    }
  }
}
