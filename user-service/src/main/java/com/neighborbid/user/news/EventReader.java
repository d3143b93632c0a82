package com.neighborbid.user.news;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.user.news.Heard.Event;
import com.neighborbid.user.news.Heard.OfAuction;
import com.neighborbid.user.news.Heard.OfWallet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads records; what nobody here wants to know is not even parsed.
final class EventReader {
  private static final Set<String> WANTED =
      Set.of(
          "auction.AuctionOpened.v1",
          "auction.BidAccepted.v1",
          "auction.LeaderSuspended.v1",
          "auction.AuctionClosed.v1",
          "auction.AuctionCancelled.v1",
          "wallet.Deposited.v1",
          "wallet.Withdrawn.v1",
          "wallet.Earned.v1",
          "wallet.Adjusted.v1");

  private EventReader() {}

  /// Empty where the type is not wanted or not known.
  ///
  /// @throws MalformedContractException if it is wanted and cannot be read
  static Optional<Heard> read(ConsumerRecord<String, byte[]> record) {
    String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
    if (type == null) {
      throw new MalformedContractException("no ce_type", null);
    }
    if (!WANTED.contains(type)) {
      return Optional.empty();
    }
    String id = RecordHeaders.text(record.headers(), RecordHeaders.ID);
    if (id == null || record.value() == null) {
      throw new MalformedContractException("no ce_id or no value", null);
    }
    return Optional.of(new Heard(id, event(record.topic(), type, key(record), record.value())));
  }

  private static Event event(String topic, String type, long key, byte[] value) {
    return switch (topic) {
      case Topics.AUCTION_EVENTS -> new OfAuction(AuctionEventCodec.decode(type, key, value));
      case Topics.WALLET_EVENTS -> new OfWallet(WalletEventCodec.decode(type, key, value));
      default -> throw new IllegalStateException("nobody listens to " + topic);
    };
  }

  private static long key(ConsumerRecord<String, byte[]> record) {
    try {
      return Long.parseLong(record.key());
    } catch (NumberFormatException e) {
      throw new MalformedContractException("the key is no id", e);
    }
  }
}
