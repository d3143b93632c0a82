package com.neighborbid.systemtests;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Records for the logs that nobody can read, beside those that a real auction and a real wallet
/// get. What happens to be readable after all is left out: it would be a command.
final class Poison {
  private static final int OF_EACH = 60;

  private final long auction;
  private final long user;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

  Poison(long auction, long user) {
    this.auction = auction;
    this.user = user;
    chosen();
    Fuzz.attempts(OF_EACH, this::spoiled);
  }

  void send(String bootstrap) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      records.forEach(
          record -> {
            var _ = producer.send(record);
          });
      producer.flush();
    }
  }

  /// Each once stopped somebody.
  private void chosen() {
    WalletInput deposit = new WalletInput.Deposit(user, UUID.randomUUID(), 5);
    String sum = WalletInputCodec.typeOf(deposit);
    for (String key : List.of("0" + user, "+" + user, "", "none", "-1")) {
      add(Topics.WALLET_LOG, key, sum, ContractJson.write(deposit));
    }
    String place = "auction.PlaceBid.v1";
    byte[] bid = ContractJson.write(bid(50_000, "r"));
    add(Topics.AUCTION_LOG, "0" + auction, place, bid);
    add(
        Topics.AUCTION_LOG,
        "" + auction,
        place,
        ContractJson.write(bid(50_000, "r".repeat(20_000))));
    add(Topics.AUCTION_LOG, "" + auction, place, ContractJson.write(bid(0, "r")));
    add(Topics.AUCTION_LOG, "" + auction, place, null);
    add(Topics.AUCTION_LOG, null, place, bid);
    String registered = "user.UserRegistered.v1";
    String early = "{\"userId\":%d,\"nickname\":\"a\",\"registeredAt\":\"%s\"}";
    for (String at : List.of("-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z")) {
      add(Topics.USER_EVENTS, "" + user, registered, utf8(early.formatted(user, at)));
    }
    add(Topics.USER_EVENTS, "" + user, registered, null);
    add(Topics.USER_EVENTS, null, registered, utf8("{}"));
    add(Topics.USER_EVENTS, "" + user, registered, new byte[900_000]);
  }

  private AuctionInput.PlaceBid bid(long amount, String replyTo) {
    return new AuctionInput.PlaceBid(
        auction, UUID.randomUUID(), user, amount, null, List.of(), replyTo);
  }

  private void spoiled(SplittableRandom random) {
    WalletInput wallet =
        random.nextBoolean()
            ? new WalletInput.Withdraw(user, UUID.randomUUID(), 5)
            : new WalletInput.Adjust(user, UUID.randomUUID(), 5, "why", 2);
    byte[] command = odd(random, ContractJson.write(wallet));
    String type = WalletInputCodec.typeOf(wallet);
    if (isPoison(() -> WalletInputCodec.decode(type, user, command))) {
      add(Topics.WALLET_LOG, "" + user, type, command);
    }
    byte[] bid = odd(random, ContractJson.write(bid(50_000, "r")));
    if (isPoison(() -> AuctionInputCodec.decode("auction.PlaceBid.v1", auction, bid))) {
      add(Topics.AUCTION_LOG, "" + auction, "auction.PlaceBid.v1", bid);
    }
    add(Topics.AUCTION_LOG, "" + auction, OddValues.text(random), bid);
    add(Topics.USER_EVENTS, OddValues.text(random), "user.ProfileChanged.v1", bid);
  }

  private static byte[] odd(SplittableRandom random, byte[] valid) {
    return random.nextBoolean() ? Mutations.of(random, valid) : JsonMutations.of(random, valid);
  }

  private static boolean isPoison(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (RuntimeException _) {
      return true;
    }
  }

  private void add(String topic, @Nullable String key, String type, byte @Nullable [] value) {
    var record = new ProducerRecord<>(topic, key == null ? null : utf8(key), value);
    record.headers().add(RecordHeaders.TYPE, utf8(type));
    record.headers().add(RecordHeaders.ID, utf8("fuzz/" + records.size()));
    records.add(record);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
