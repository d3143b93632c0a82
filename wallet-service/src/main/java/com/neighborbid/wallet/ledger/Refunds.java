package com.neighborbid.wallet.ledger;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.Topics;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.lane.LaneOutput;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.wallet.ledger.domain.Transfer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells people on their open sockets that held money is back.
///
/// The wallet says it and not the auction, because only here it is true: it is in the same outbox
/// row as the transfers, so nobody is told of money that did not move, and a wallet that is away
/// delays the message together with the money. Of what one batch releases for a person in an
/// auction he hears once, however many bids were decided.
final class Refunds {
  private final Map<Integer, Map<Position, Refund>> byPartition = new HashMap<>();

  private record Position(long userId, long auctionId) {}

  private record Refund(long amount, long timeMs) {
    Refund and(Refund later) {
      return new Refund(amount + later.amount, later.timeMs);
    }
  }

  /// Notes what the record released.
  void note(LogRecord record, List<Transfer> transfers) {
    for (Transfer transfer : transfers) {
      if (transfer.type() == Transfer.Type.BID_RELEASE && transfer.auctionId().isPresent()) {
        var _ =
            byPartition
                .computeIfAbsent(record.partition(), _ -> new LinkedHashMap<>())
                .merge(
                    new Position(transfer.userId(), transfer.auctionId().getAsLong()),
                    new Refund(transfer.amount(), record.timeMs()),
                    Refund::and);
      }
    }
  }

  /// Adds the messages of one lane.
  void tell(int partition, LaneOutput output) {
    byPartition
        .getOrDefault(partition, Map.of())
        .forEach(
            (position, refund) -> {
              PersonalMessage message =
                  new PersonalMessage(
                      PersonalMessage.Kind.REFUNDED,
                      position.auctionId(),
                      refund.amount(),
                      Instant.ofEpochMilli(refund.timeMs()));
              output.add(
                  new ToChannel(
                      Topics.userChannel(position.userId()), ContractJson.write(message)));
            });
  }
}
