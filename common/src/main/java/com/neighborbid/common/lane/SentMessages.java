package com.neighborbid.common.lane;

import com.neighborbid.common.lane.Outgoing.ToKafka;
import java.util.List;

/// How what lanes send is written down and named: for those who compare the outbox with what has
/// arrived.
public final class SentMessages {
  private SentMessages() {}

  /// The messages of an outbox row, in order.
  ///
  /// @param row the column `messages`
  public static List<Outgoing> of(byte[] row) {
    return OutboxCodec.decode(row);
  }

  /// The `ce_id` of a message, by which a repeat is known.
  ///
  /// It names the record of the log that the message follows from. A database that was restored to
  /// an earlier time has the log decided again, cut into other batches, and says the same under the
  /// same names: numbers of batches would name other messages then. The time is in it because an
  /// offset comes again where an operator has adopted a shortened or another log.
  ///
  /// @param seq of the outbox row
  /// @param index in the row
  public static String id(LaneKey lane, long seq, int index, ToKafka message) {
    return message.isPlaced()
        ? lane + "/" + message.offset() + "@" + message.timeMs() + "/" + message.index()
        : lane + "/" + seq + "/" + index;
  }
}
