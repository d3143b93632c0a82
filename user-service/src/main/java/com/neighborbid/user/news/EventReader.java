package com.neighborbid.user.news;

import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.kafka.RecordHeaders;
import com.neighborbid.user.news.Heard.Event;
import com.neighborbid.user.news.Heard.OfAuction;
import com.neighborbid.user.news.Heard.OfPerson;
import com.neighborbid.user.news.Heard.OfWallet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads records; what nobody here wants to know is not even parsed.
final class EventReader {
  /// Where auction-service tells single persons something that is nobody else's business.
  static final String AUCTION_NOTICES = "auction.notices";

  private static final Set<String> WANTED =
      Set.of(
          PersonalEvents.COMMENT_POSTED,
          PersonalEvents.ENDING_SOON,
          PersonalEvents.REVIEW_POSTED,
          PersonalEvents.USER_SUSPENDED,
          PersonalEvents.USER_REINSTATED,
          "auction.AuctionOpened.v1",
          "auction.BidAccepted.v1",
          "auction.LeaderSuspended.v1",
          "auction.AuctionClosed.v1",
          "auction.AuctionCancelled.v1",
          "wallet.Deposited.v1",
          "wallet.Withdrawn.v1",
          "wallet.Earned.v1",
          "wallet.Adjusted.v1",
          "wallet.PaymentDisputed.v1",
          "wallet.PaymentReleased.v1",
          "wallet.PaymentRefunded.v1",
          "wallet.ChargedBack.v1",
          "wallet.WalletBlocked.v1",
          "wallet.WalletUnblocked.v1");

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
    long key = key(record);
    return event(record.topic(), type, id, key, record.value()).map(event -> new Heard(id, event));
  }

  private static Optional<Event> event(
      String topic, String type, String id, long key, byte[] value) {
    Optional<Event> personal = PersonalEvents.read(type, id, value).map(OfPerson::new);
    if (personal.isPresent()) {
      return personal;
    }
    return switch (topic) {
      case Topics.AUCTION_EVENTS ->
          Optional.of(new OfAuction(AuctionEventCodec.decode(type, key, value)));
      case Topics.WALLET_EVENTS ->
          Optional.of(new OfWallet(WalletEventCodec.decode(type, key, value)));
      default -> Optional.empty();
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
